using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Workers;

/// <summary>What the last look for borg on this machine found; jobs are only taken while it can be used.</summary>
internal sealed class BorgProbe
{
    public BorgInstallation? Installation { get; private set; }

    /// <summary>False also when borg was removed since.</summary>
    public bool IsUsable => Installation is { Problem: null, Path: { } path } && File.Exists(path);

    public void Remember(BorgInstallation installation) => Installation = installation;
}
