using BorgUi.Contracts;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.Worker.Maintenance.Chores;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Maintenance;

/// <summary>Takes the runs of maintenance that wait, one after the other, and ends those whose worker is gone.</summary>
internal sealed partial class MaintenanceRunner(
    MaintenanceRuns runs, IServiceProvider services, WorkerIdentity identity, IMessageBus bus, IOptions<WorkerOptions> options, TimeProvider time, ILogger<MaintenanceRunner> logger)
    : BackgroundService
{
    private static readonly MaintenanceJobType[] Known = Enum.GetValues<MaintenanceJobType>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollMaintenanceEvery, time);
        do
        {
            try
            {
                if (await runs.EndLostAsync(stoppingToken) is > 0 and var lost)
                {
                    LogLost(logger, lost);
                    await TellAsync(stoppingToken);
                }

                while (await runs.ClaimAsync(Known, identity.Name, options.Value.Lease, stoppingToken) is { } claim)
                {
                    await TellAsync(stoppingToken);
                    await RunAsync(claim, stoppingToken);
                    await TellAsync(stoppingToken);
                }
            }
            catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException)
            {
                LogNoLook(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private ValueTask TellAsync(CancellationToken cancellationToken) => bus.PublishAsync(ChangeNotices.Channel, ChangeNotices.Maintenance, cancellationToken);

    private async Task RunAsync(MaintenanceClaim claim, CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewing = RenewAsync(claim, ending);
        try
        {
            var result = await services.GetRequiredKeyedService<IMaintenanceChore>(claim.JobType).RunAsync(claim, ending.Token);
            await runs.FinishAsync(claim, result.IsFailure ? MaintenanceRunStatus.Failed : MaintenanceRunStatus.Completed, result.Message, result.Json, CancellationToken.None);
            LogDone(logger, claim.JobType, result.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await runs.ReleaseAsync(claim, CancellationToken.None);
        }
        catch (Exception error) when (!DatabaseFailure.MayPass(error))
        {
            LogFailed(logger, claim.JobType, error);
            await runs.FinishAsync(claim, MaintenanceRunStatus.Failed, $"It could not be done: {error.Message}", null, CancellationToken.None);
        }
        finally
        {
            await ending.CancelAsync();
            await renewing;
        }
    }

    /// <summary>Holds the run while it lasts; one that is no longer ours is broken off.</summary>
    private async Task RenewAsync(MaintenanceClaim claim, CancellationTokenSource ending)
    {
        using var timer = new PeriodicTimer(options.Value.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                if (!await runs.RenewAsync(claim, options.Value.Lease, ending.Token))
                {
                    await ending.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
        catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException)
        {
            // Somebody else ends it, should it not finish before its lease does.
            LogNotRenewed(logger, claim.JobType, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{JobType}: {Message}")]
    private static partial void LogDone(ILogger logger, MaintenanceJobType jobType, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "{JobType} failed")]
    private static partial void LogFailed(ILogger logger, MaintenanceJobType jobType, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} runs of maintenance had lost their worker and are marked as failed")]
    private static partial void LogLost(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{JobType} could not be renewed, the database does not answer")]
    private static partial void LogNotRenewed(ILogger logger, MaintenanceJobType jobType, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Maintenance cannot be read, the database does not answer; trying again")]
    private static partial void LogNoLook(ILogger logger, Exception error);
}
