using System.Collections.Concurrent;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>What the page of a browser hears about all jobs.</summary>
internal sealed class HubListener : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly ConcurrentQueue<JobUpdate> _updates = [];
    private int _resyncs;

    private HubListener(HubConnection connection)
    {
        _connection = connection;
        connection.On<JsonElement>("job_update", record => _updates.Enqueue((JobUpdate)record.Deserialize(BorgUiJson.Default.JobEvent)!));
        connection.On("resync", () => Interlocked.Increment(ref _resyncs));
    }

    /// <summary>How often it was told to fetch again what it shows.</summary>
    public int Resyncs => Volatile.Read(ref _resyncs);

    public static async Task<HubListener> ConnectAsync(Uri address, string cookie)
    {
        var listener = new HubListener(HubClient.Create(new(address, "/hubs/jobs"), cookie));
        await listener._connection.StartAsync();
        await listener._connection.InvokeAsync("watch_jobs");
        return listener;
    }

    public bool HasHeard(Guid jobId, JobStatus status) => _updates.Any(update => update.JobId == jobId && update.Status == status);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
