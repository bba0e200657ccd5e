using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Pages.Shell;

/// <summary>What the frame of every page shows: how many jobs run, and whether some were interrupted.</summary>
internal sealed partial class ShellState(BorgUiApi api, ILogger<ShellState> logger)
{
    /// <summary>Null when it cannot be told; the frame then shows nothing rather than failing the page.</summary>
    public async Task<ShellCounts?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var running = api.ListJobsAsync(new JobFilter { Statuses = [JobStatus.Running] }, 1, 0, cancellationToken);
            var interrupted = api.ListJobsAsync(new JobFilter { Statuses = [JobStatus.Interrupted] }, 1, 0, cancellationToken);
            await Task.WhenAll(running, interrupted);
            return new ShellCounts((await running).Total, (await interrupted).Total);
        }
        catch (Exception exception) when (exception is ApiUnavailableException or ApiUnauthorizedException or ApiForbiddenException or ApiRefusedException or ApiFaultException)
        {
            LogUnknown(exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The frame of the page stays without its counts: {Reason}")]
    private partial void LogUnknown(string reason);
}

/// <summary>Counts of jobs by state.</summary>
internal sealed record ShellCounts(long Running, long Interrupted);
