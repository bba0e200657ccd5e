using BorgUi.Processes;
using BorgUi.Worker.Borg;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Workers;

/// <summary>Who this worker is: its process, and the machine whose borg data it shares with other workers there.</summary>
internal sealed class WorkerIdentity
{
    public WorkerIdentity(IOptions<WorkerOptions> options)
    {
        Process = ProcessIdentity.Of(Environment.ProcessId)
            ?? throw new InvalidOperationException("/proc does not show this process: BorgUi's worker needs Linux with /proc mounted.");
        Name = $"{Environment.MachineName}/{Environment.ProcessId}";
        BorgBaseDirectory = Path.Combine(options.Value.DataPath, "borg");
        RunDirectory = Path.Combine(options.Value.DataPath, "run", Id.ToString("N"));
        ScratchDirectory = Path.Combine(options.Value.DataPath, "scratch");
        CreatePrivateDirectory(BorgBaseDirectory);
        CreatePrivateDirectory(RunDirectory);
        CreatePrivateDirectory(ScratchDirectory);
        HostId = ReadOrCreateHostId(Path.Combine(options.Value.DataPath, "host-id"));
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    public string Name { get; }

    public ProcessIdentity Process { get; }

    /// <summary>Names this machine in borg's locks. Kept beside borg's data: who has the one has the other.</summary>
    public string HostId { get; }

    public string BorgBaseDirectory { get; }

    /// <summary>Where borg has the keys of keyfile repositories.</summary>
    public string KeyfileDirectory => Path.Combine(BorgBaseDirectory, ".config", "borg", "keys");

    /// <summary>What borg is given of this machine; the secrets of a repository come on top.</summary>
    public BorgEnvironment BorgEnvironment => new() { BaseDirectory = BorgBaseDirectory, HostId = HostId };

    /// <summary>For files that live as long as a run of borg: keys for ssh, its log.</summary>
    public string RunDirectory { get; }

    /// <summary>For what is kept aside while it is worked on, by all workers of the machine; what belongs to no running job may go at any time.</summary>
    public string ScratchDirectory { get; }

    public static void CreatePrivateDirectory(string path) =>
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static string ReadOrCreateHostId(string path)
    {
        if (!File.Exists(path))
        {
            // Several workers may start at once: the first to put its file there wins, all read that one.
            var proposal = $"{path}.{Environment.ProcessId}";
            File.WriteAllText(proposal, $"{Environment.MachineName}-{Guid.NewGuid():N}");
            try
            {
                File.Move(proposal, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(proposal);
            }
        }

        return File.ReadAllText(path).Trim();
    }
}
