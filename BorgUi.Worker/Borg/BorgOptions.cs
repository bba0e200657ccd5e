using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Borg;

/// <summary>Where borg is, how patient we are with it, and how much of it we keep in memory.</summary>
internal sealed class BorgOptions
{
    /// <summary>An absolute path, or a name that is looked up in PATH.</summary>
    [Required]
    public string Executable { get; set; } = "borg";

    /// <summary>How long borg waits for a lock that another borg holds, in whole seconds.</summary>
    public TimeSpan LockWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>After SIGINT a create writes a checkpoint; this long it may take before SIGTERM follows.</summary>
    public TimeSpan CheckpointPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After SIGTERM borg removes its locks; then the whole process group gets SIGKILL.</summary>
    public TimeSpan TerminatePatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the end of the output is awaited after borg ended: a grandchild may hold the pipe for ever.</summary>
    public TimeSpan EndOfOutputPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longer lines are cut.</summary>
    [Range(4096, 64 * 1024 * 1024)]
    public int MaxLineBytes { get; set; } = 1024 * 1024;

    /// <summary>A larger result ends the run as a failure.</summary>
    [Range(4096, 1024 * 1024 * 1024)]
    public int MaxOutputBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many events may wait for the reader before borg itself has to wait.</summary>
    [Range(1, 65536)]
    public int EventBuffer { get; set; } = 256;
}

[OptionsValidator]
internal sealed partial class BorgOptionsValidator : IValidateOptions<BorgOptions>;
