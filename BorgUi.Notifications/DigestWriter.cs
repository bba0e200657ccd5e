using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BorgUi.Notifications;

/// <summary>Looks each minute whether a report is due.</summary>
internal sealed partial class DigestWriter(Digests digests, TimeProvider time, ILogger<DigestWriter> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            try
            {
                await digests.WriteDueAsync(stoppingToken);
            }
            catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException or FormatException)
            {
                LogNotWritten(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reports for notification channels could not be written; trying again")]
    private static partial void LogNotWritten(ILogger logger, Exception error);
}
