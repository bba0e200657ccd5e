using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Jobs;

/// <summary>What a job does; on the wire in snake_case.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<JobType>))]
public enum JobType
{
    CreateRepository,
    ImportRepository,
    SyncRepository,
    Backup,
    Restore,
    Check,
    Compact,
    Prune,
    DeleteArchive,
    RenameArchive,
    BreakLock,
    TestRepository,
    ExportKey,
    ChangePassphrase,

    /// <summary>Sends files out of an archive to somebody who waits for them.</summary>
    Download,

    /// <summary>Lists one folder of an archive for somebody who waits for it.</summary>
    Browse,

    IndexArchive,

    /// <summary>Restores files of the newest archive of a plan aside and compares them.</summary>
    RestoreDrill,

    /// <summary>Has borg compare the content of two archives, chunk by chunk.</summary>
    DiffArchives,

    /// <summary>Compares an archive with the files of now.</summary>
    CompareLive,
}
