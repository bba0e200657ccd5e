using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Workers;

/// <summary>What the last look for borg on this machine found; jobs are only taken while it can be used.</summary>
internal sealed class BorgProbe
{
    public BorgInstallation? Installation { get; private set; }

    public bool IsUsable => Installation is { Problem: null };

    public void Remember(BorgInstallation installation) => Installation = installation;
}
