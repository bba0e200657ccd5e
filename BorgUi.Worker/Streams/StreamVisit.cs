namespace BorgUi.Worker.Streams;

/// <summary>
/// The API, while it waits for what a job sends out. The job writes the answer from its own side; the request stays open until
/// <see cref="End"/> is called.
/// </summary>
internal sealed class StreamVisit : IDisposable
{
    private readonly HttpContext _http;
    private readonly CancellationTokenSource _gone;
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<StreamRefusal?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamVisit(HttpContext http, CancellationToken stopping)
    {
        _http = http;
        _gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
    }

    /// <summary>Fires when nobody waits any more, or when this process is about to end.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Completes when a job has taken it.</summary>
    public Task Taken => _taken.Task;

    /// <summary>Why the answer is no answer; null when it is whole. Completes also when the answer was cut off.</summary>
    public Task<StreamRefusal?> Ended => _ended.Task;

    /// <summary>False when it has left already.</summary>
    public bool TryTake() => _taken.TrySetResult();

    /// <summary>False when a job has taken it already.</summary>
    public bool TryLeave() => _taken.TrySetCanceled(CancellationToken.None);

    /// <summary>Sends the head of the answer; from then on it can only be completed or cut off.</summary>
    /// <param name="contentType">The media type.</param>
    /// <param name="lengthBytes">Null when it shows at the end.</param>
    public async Task<Stream> BeginAsync(string contentType, long? lengthBytes = null)
    {
        _http.Response.ContentType = contentType;
        _http.Response.ContentLength = lengthBytes;
        await _http.Response.StartAsync(Gone);
        return _http.Response.Body;
    }

    /// <summary>Lets go of the request. What has begun and is refused is cut off, so that nobody takes it for whole.</summary>
    public void End(StreamRefusal? refusal)
    {
        if (refusal is not null && _http.Response.HasStarted)
        {
            _http.Abort();
        }

        _ended.TrySetResult(refusal);
    }

    public void Dispose() => _gone.Dispose();
}
