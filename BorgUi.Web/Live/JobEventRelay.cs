using System.Text;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.ServiceDefaults.Redis;
using Microsoft.AspNetCore.SignalR;

namespace BorgUi.Web.Live;

/// <summary>Hands each event of the channels on to the browsers of this node, as it came.</summary>
internal sealed partial class JobEventRelay(
    IMessageBus bus, IHubContext<JobHub, IJobHubClient> hub, ILogger<JobEventRelay> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var happened in bus.SubscribeAsync([JobChannels.Events, ChangeNotices.Channel], stoppingToken))
        {
            switch (happened)
            {
                case BusResync:
                    await hub.Clients.All.Resync();
                    break;
                case BusMessage { Channel: ChangeNotices.Channel } notice:
                    await hub.Clients.Group(JobGroups.All).Changed(Encoding.UTF8.GetString(notice.Body.Span));
                    break;
                case BusMessage message:
                    await RelayAsync(message.Body);
                    break;
            }
        }
    }

    private async Task RelayAsync(ReadOnlyMemory<byte> body)
    {
        if (!TryRead(body, out var kind, out var jobId, out var record))
        {
            LogUnreadable(body.Length);
            return;
        }

        switch (kind)
        {
            case "job_update":
                await hub.Clients.Groups(JobGroups.All, JobGroups.Of(jobId)).JobUpdate(record);
                break;
            case "job_log":
                await hub.Clients.Group(JobGroups.Of(jobId)).JobLog(record);
                break;
        }
    }

    /// <summary>Reads only what decides where the record goes: <c>{"event":"job_update","job_id":"0192…",…}</c>.</summary>
    private static bool TryRead(ReadOnlyMemory<byte> body, out string kind, out Guid jobId, out JsonElement record)
    {
        (kind, jobId, record) = ("", default, default);
        try
        {
            using var document = JsonDocument.Parse(body);
            record = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return false;
        }

        if (record.ValueKind != JsonValueKind.Object
            || !record.TryGetProperty("event", out var word) || word.ValueKind != JsonValueKind.String
            || !record.TryGetProperty("job_id", out var id) || id.ValueKind != JsonValueKind.String || !id.TryGetGuid(out jobId))
        {
            return false;
        }

        kind = word.GetString()!;
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "A message of {Length} bytes on the job events channel is not a job event; it was left out.")]
    private partial void LogUnreadable(int length);
}
