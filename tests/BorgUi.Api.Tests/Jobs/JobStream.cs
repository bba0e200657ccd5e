using System.Net.ServerSentEvents;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Api.Tests.Jobs;

/// <summary>A reader of the stream, as a browser is one.</summary>
internal sealed class JobStream : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private JobStream(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
    }

    public string? LastEventId => _events.Current.EventId;

    public static async Task<JobStream> OpenAsync(ApiApplication api, Guid jobId, string? lastEventId = null, HttpClient? client = null)
    {
        var viewer = client ?? await api.AsAsync(Roles.Viewer);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/backup/logs/{jobId}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await viewer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    public async Task<T> NextAsync<T>(string eventType)
        where T : JobEvent
    {
        Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(Bound));
        Assert.Equal(eventType, _events.Current.EventType);
        return Assert.IsType<T>(JsonSerializer.Deserialize(_events.Current.Data, BorgUiJson.Default.JobEvent));
    }

    public async Task<bool> IsOverAsync() => !await _events.MoveNextAsync().AsTask().WaitAsync(Bound);

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await _events.DisposeAsync();
    }
}
