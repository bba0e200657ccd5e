namespace BorgUi.Worker.Borg;

/// <summary>What a command does: it decides how the command is cancelled and how its exit code is judged.</summary>
internal enum BorgVerb
{
    Version,
    ServerVersion,
    Init,
    Create,
    CreateDryRun,
    ListArchives,
    ListFiles,
    Info,
    Diff,
    Extract,
    ExportTar,
    Check,
    Compact,
    Delete,
    Rename,
    BreakLock,
    KeyExport,
    KeyChangePassphrase,
}

/// <summary>What becomes of a command's standard output.</summary>
internal enum BorgOutput
{
    /// <summary>Kept whole, up to a bound, and handed over with the end of the run: one JSON object, or a short text.</summary>
    Collected,

    /// <summary>Handed over line by line as <see cref="OutputLine"/>.</summary>
    Lines,

    /// <summary>Left to the caller as it is, see <see cref="BorgProcess.Output"/>; borg waits while it is not read.</summary>
    Bytes,
}
