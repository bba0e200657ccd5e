using System.Collections.Frozen;

namespace BorgUi.Worker.Borg;

internal enum BorgExitKind
{
    Success,
    Warning,
    Error,

    /// <summary>Ended by a signal: by its own handler (129, 130, 143) or by the kernel (137).</summary>
    Signal,
}

/// <summary>What an exit code says by itself. borg before 1.4 knows 0, 1, 2 and signals only.</summary>
internal readonly record struct BorgExitCode(int Value)
{
    // https://borgbackup.readthedocs.io/en/stable/internals/frontends.html#message-ids
    private static readonly FrozenDictionary<int, string> Names = new Dictionary<int, string>
    {
        [3] = "CancelledByUser", [4] = "CommandError", [5] = "PlaceholderError", [6] = "InvalidPlaceholder",
        [10] = "AlreadyExists", [11] = "AtticRepository", [12] = "CheckNeeded", [13] = "DoesNotExist",
        [14] = "InsufficientFreeSpaceError", [15] = "InvalidRepository", [16] = "InvalidRepositoryConfig", [17] = "ObjectNotFound",
        [18] = "ParentPathDoesNotExist", [19] = "PathAlreadyExists", [20] = "StorageQuotaExceeded", [21] = "PathPermissionDenied",
        [25] = "MandatoryFeatureUnsupported", [26] = "NoManifestError", [27] = "UnsupportedManifestError",
        [30] = "Archive.AlreadyExists", [31] = "Archive.DoesNotExist", [32] = "IncompatibleFilesystemEncodingError",
        [40] = "KeyfileInvalidError", [41] = "KeyfileMismatchError", [42] = "KeyfileNotFoundError", [43] = "NotABorgKeyFile",
        [44] = "RepoKeyNotFoundError", [45] = "RepoIdMismatch", [46] = "UnencryptedRepo", [47] = "UnknownKeyType",
        [48] = "UnsupportedPayloadError", [50] = "NoPassphraseFailure", [51] = "PasscommandFailure", [52] = "PassphraseWrong",
        [53] = "PasswordRetriesExceeded", [60] = "CacheInitAbortedError", [61] = "EncryptionMethodMismatch",
        [62] = "RepositoryAccessAborted", [63] = "RepositoryIDNotUnique", [64] = "RepositoryReplay",
        [70] = "LockError", [71] = "LockErrorT", [72] = "LockFailed", [73] = "LockTimeout", [74] = "NotLocked", [75] = "NotMyLock",
        [80] = "ConnectionClosed", [81] = "ConnectionClosedWithHint", [82] = "InvalidRPCMethod", [83] = "PathNotAllowed",
        [84] = "RPCServerOutdated", [85] = "UnexpectedRPCDataFormatFromClient", [86] = "UnexpectedRPCDataFormatFromServer",
        [87] = "ConnectionBrokenWithHint", [90] = "IntegrityError", [91] = "FileIntegrityError", [92] = "DecompressionError",
        [95] = "ArchiveTAMInvalid", [96] = "ArchiveTAMRequiredError", [97] = "TAMInvalid", [98] = "TAMRequiredError",
        [99] = "TAMUnsupportedSuiteError",
        [100] = "FileChangedWarning", [101] = "IncludePatternNeverMatchedWarning", [102] = "BackupError",
        [103] = "BackupRaceConditionError", [104] = "BackupOSError", [105] = "BackupPermissionError", [106] = "BackupIOError",
        [107] = "BackupFileNotFoundError",
    }.ToFrozenDictionary();

    public BorgExitKind Kind => Value switch
    {
        0 => BorgExitKind.Success,
        // 125 to 127 are env's: it could not start borg.
        1 or (>= 100 and < 125) => BorgExitKind.Warning,
        < 0 or > 128 => BorgExitKind.Signal,
        _ => BorgExitKind.Error,
    };

    /// <summary>borg's name for the code, when it is one of those that BORG_EXIT_CODES=modern has.</summary>
    public string? Name => Names.GetValueOrDefault(Value);

    public int? Signal => Value switch
    {
        < 0 => -Value,
        > 128 => Value - 128,
        _ => null,
    };

    public override string ToString() => (Signal, Name) switch
    {
        ({ } signal, _) => FormattableString.Invariant($"{Value} (signal {signal})"),
        (_, { } name) => FormattableString.Invariant($"{Value} ({name})"),
        _ => FormattableString.Invariant($"{Value}"),
    };
}
