using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using BorgUi.Worker.Jobs;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Archives;

/// <summary>
/// Looks, at the start and then every hour, for archives that nobody is going to index. After backups and syncs they are not left to
/// this; an installation from before there was an index has others, and a kill may lose a job.
/// </summary>
internal sealed partial class IndexLookout(IndexBacklog backlog, JobEvents events, IOptions<WorkerOptions> options, TimeProvider time, ILogger<IndexLookout> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A worker that does not index leaves this to those that do.
        while (options.Value.IndexSlots > 0)
        {
            await Task.Delay(await TryLookAsync(stoppingToken) ? LookEvery : options.Value.PollMaintenanceEvery, time, stoppingToken);
        }
    }

    private async Task<bool> TryLookAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var job in await backlog.EnqueueForgottenAsync(options.Value.SiteList, stoppingToken))
            {
                LogForgotten(logger, job.RepositoryId!.Value, job.Id);
                await events.AnnounceAsync(job, stoppingToken);
            }

            return true;
        }
        catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException)
        {
            LogNoLook(logger, error);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Repository {RepositoryId} has archives that nobody was going to index; job {JobId} does")]
    private static partial void LogForgotten(ILogger logger, Guid repositoryId, Guid jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Archives that are not indexed cannot be looked for, the database does not answer; trying again")]
    private static partial void LogNoLook(ILogger logger, Exception error);
}
