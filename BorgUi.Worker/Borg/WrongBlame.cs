namespace BorgUi.Worker.Borg;

/// <summary>
/// While a create saves a file, borg takes trouble with the repository for trouble with that file, and with every further one:
/// it says that the file cannot be read. Going on is pointless then.
/// </summary>
internal static class WrongBlame
{
    /// <summary>What the trouble really is; <see cref="BorgStop.None"/> when the file may well be to blame.</summary>
    public static BorgStop Of(LogMessage message) => message switch
    {
        { Level: not BorgLogLevel.Warning } => BorgStop.None,
        // "many/d003/file-012.dat: read: [Errno 28] No space left on device": reading never needs space.
        _ when message.Text.Contains(": read: [Errno 28]", StringComparison.Ordinal) => BorgStop.RepositoryFull,
        // "home/me/film.mkv: read: [Errno 32] Broken pipe": nor does a file break a pipe; the one to ssh is broken.
        _ when message.Text.Contains(": read: [Errno 32]", StringComparison.Ordinal) => BorgStop.ConnectionLost,
        _ => BorgStop.None,
    };
}
