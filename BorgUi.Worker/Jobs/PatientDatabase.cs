using BorgUi.Core.Data;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// For what a job must not lose because the database is away just then: it is tried again while the job is ours. What is done
/// here may be done twice, when only the answer was lost.
/// </summary>
internal sealed partial class PatientDatabase(TimeProvider time, ILogger<PatientDatabase> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="Npgsql.NpgsqlException">The database did not come back before the lease ended, or it refused.</exception>
    public async Task<T> UntilDoneAsync<T>(JobLease lease, Func<Task<T>> work)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (Exception error) when (DatabaseFailure.MayPass(error) && !lease.Killing.IsCancellationRequested)
            {
                LogAway(logger, lease.Claim.JobId, error);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} waits for the database, which does not answer")]
    private static partial void LogAway(ILogger logger, Guid jobId, Exception error);
}
