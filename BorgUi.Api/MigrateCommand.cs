using BorgUi.Api.Http;
using BorgUi.Core.Data;

namespace BorgUi.Api;

/// <summary>The verb <c>migrate</c>: brings the schema up to date and ends. It waits for a database that is still starting.</summary>
internal sealed partial class MigrateCommand(DatabaseMigrator migrator, TimeProvider clock, ILogger<MigrateCommand> logger)
{
    public const string Verb = "migrate";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <returns>The exit code: 0 when the schema is up to date.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var giveUpAt = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                LogApplied(string.Join(", ", await migrator.MigrateAsync(cancellationToken)) is { Length: > 0 } names ? names : "nothing, all were there");
                return 0;
            }
            catch (Exception error) when (DatabaseOutage.IsCauseOf(error) && clock.GetUtcNow() < giveUpAt)
            {
                LogWaiting(error.GetBaseException().Message);
            }
            catch (Exception error)
            {
                LogFailed(error);
                return 1;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Migrations applied: {Names}.")]
    private partial void LogApplied(string names);

    [LoggerMessage(LogLevel.Information, "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(LogLevel.Critical, "The schema could not be brought up to date.")]
    private partial void LogFailed(Exception error);
}
