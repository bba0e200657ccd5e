using Microsoft.Extensions.Options;
using Npgsql;

namespace BorgUi.Worker.SelfBackups;

/// <summary>The verb <c>restore-self --from FOLDER [--replace]</c>: brings BorgUi back from a backup of itself, and ends.</summary>
internal sealed partial class RestoreSelfCommand(SelfRestore restore, ILogger<RestoreSelfCommand> logger)
{
    public const string Verb = "restore-self";

    private const string Replace = "--replace";

    /// <param name="arguments">What stands behind the verb.</param>
    /// <returns>The exit code: 0 when BorgUi is back, 1 when nothing was restored, 2 when the arguments make no sense.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.Where(argument => argument != Replace).ToList() is not ["--from", { Length: > 0 } folder])
        {
            LogUsage();
            return 2;
        }

        try
        {
            var result = await restore.RunAsync(Path.GetFullPath(folder), arguments.Contains(Replace), cancellationToken);
            return Tell(result, folder);
        }
        catch (Exception error) when (error is NpgsqlException or IOException or UnauthorizedAccessException or OptionsValidationException or ArgumentException)
        {
            LogFailed(error.Message);
            return 1;
        }
    }

    private int Tell(SelfRestoreResult result, string folder)
    {
        if (result.Problem is { } problem)
        {
            LogFailed(problem);
            return 1;
        }

        LogRestored(result.Opened);
        if (result.Closed > 0)
        {
            LogClosed(result.Closed);
        }

        LogNext(folder);
        return 0;
    }

    [LoggerMessage(LogLevel.Error, "Usage: BorgUi.Worker restore-self --from FOLDER [--replace]. FOLDER is what borg extracted of a backup of BorgUi itself.")]
    private partial void LogUsage();

    [LoggerMessage(LogLevel.Error, "BorgUi was not restored. {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Information, "BorgUi's database is back. Its master key opens the passphrases of {Count} repositories.")]
    private partial void LogRestored(int count);

    [LoggerMessage(LogLevel.Warning, "The passphrases of {Count} repositories do not open with the master key: enter them again.")]
    private partial void LogClosed(int count);

    [LoggerMessage(LogLevel.Information, "Next: start BorgUi, which brings the schema up to date; log in as before; sync all repositories; then delete {Folder}.")]
    private partial void LogNext(string folder);
}
