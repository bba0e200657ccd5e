using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace BorgUi.Benchmarks.Running;

/// <summary>What a browser that watches all jobs gets to know, and when.</summary>
internal sealed class JobWatch : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<long>> _ends = new();

    private JobWatch(HubConnection connection)
    {
        _connection = connection;
        connection.On<JsonElement>("job_update", OnUpdate);
    }

    /// <summary>Each update as it arrives, with the time of its arrival.</summary>
    public event Action<JobUpdate, DateTimeOffset>? Updated;

    public static async Task<JobWatch> StartAsync(Uri hub, string cookie, CancellationToken cancellationToken)
    {
        var watch = new JobWatch(HubClient.Create(hub, cookie));
        try
        {
            await watch._connection.StartAsync(cancellationToken);
            await watch._connection.InvokeAsync("watch_jobs", cancellationToken);
            return watch;
        }
        catch
        {
            await watch.DisposeAsync();
            throw;
        }
    }

    /// <summary>The timestamp (of <see cref="Stopwatch"/>) at which the news of the job's end arrived, also when it did already.</summary>
    public Task<long> EndOfAsync(Guid jobId) => End(jobId).Task;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void OnUpdate(JsonElement record)
    {
        var (timestamp, arrivedAt) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        if (record.Deserialize(BorgUiJson.Default.JobEvent) is not JobUpdate update)
        {
            return;
        }

        Updated?.Invoke(update, arrivedAt);
        if (update.Status is not (JobStatus.Pending or JobStatus.Running))
        {
            End(update.JobId).TrySetResult(timestamp);
        }
    }

    private TaskCompletionSource<long> End(Guid jobId) =>
        _ends.GetOrAdd(jobId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
