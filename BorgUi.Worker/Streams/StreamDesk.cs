using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Streams;

/// <summary>Where a job that sends something out and the API that asks for it meet, whichever of them comes first.</summary>
internal sealed class StreamDesk(IOptions<WorkerOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<StreamVisit>> _meetings = new();

    /// <summary>Waits for somebody who takes what the job sends; null when nobody came in time.</summary>
    public async Task<StreamVisit?> ReceiveAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var meeting = MeetingOf(jobId);
        try
        {
            var visit = await meeting.Task.WaitAsync(options.Value.ReaderPatience, time, cancellationToken);
            return visit.TryTake() ? visit : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            Forget(jobId, meeting);
        }
    }

    /// <summary>Hands the visit over to the job and waits until it has taken it; false when it does not, or took another one.</summary>
    public async Task<bool> ServeAsync(Guid jobId, StreamVisit visit)
    {
        var meeting = MeetingOf(jobId);
        if (!meeting.TrySetResult(visit))
        {
            return false;
        }

        try
        {
            await visit.Taken.WaitAsync(options.Value.ReaderPatience, time, visit.Gone);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            Forget(jobId, meeting);
            return !visit.TryLeave();
        }
    }

    private TaskCompletionSource<StreamVisit> MeetingOf(Guid jobId) =>
        _meetings.GetOrAdd(jobId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Forget(Guid jobId, TaskCompletionSource<StreamVisit> meeting) => _meetings.TryRemove(new(jobId, meeting));
}
