using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Archives;

/// <summary>What a restore does about a file that is there already.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<OverwritePolicy>))]
public enum OverwritePolicy
{
    Never,

    /// <summary>Replaces files that are older than the archived ones.</summary>
    IfNewer,
    Always,
}

/// <summary>Restores from an archive; files land at destination/stored path.</summary>
public sealed record RestoreRequest
{
    /// <summary>An absolute path on the machine of the worker; the folder, or the one above it, exists.</summary>
    public string? Destination { get; init; }

    /// <summary>Stored paths, each with what lies below it; none means everything.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>Never when left out.</summary>
    public OverwritePolicy? Overwrite { get; init; }

    /// <summary>Reads and verifies everything and says what would be done; writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Leading folders of the stored paths to leave away.</summary>
    public int? StripComponents { get; init; }

    /// <summary>The site on whose machine the files land; the repository's own when left out. Another one needs an ssh:// repository.</summary>
    public string? Site { get; init; }
}

/// <summary>A new name for an archive.</summary>
public sealed record RenameArchiveRequest
{
    public string? Name { get; init; }
}

/// <summary>What can be changed of an archive without borg.</summary>
public sealed record ChangeArchiveRequest
{
    /// <summary>True keeps it for good, false lets prunes and deletes have it again.</summary>
    public bool? Pinned { get; init; }
}
