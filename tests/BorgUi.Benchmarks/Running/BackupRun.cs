using BorgUi.Contracts.Jobs;

namespace BorgUi.Benchmarks.Running;

/// <summary>A backup that completed.</summary>
/// <param name="Job">Its row after the end.</param>
/// <param name="SentSinceBoot">When the request left, on the clock of <see cref="BootClock"/>.</param>
/// <param name="WallTime">From the request to the news of its end, both seen from outside.</param>
internal sealed record BackupRun(JobResponse Job, TimeSpan SentSinceBoot, TimeSpan WallTime)
{
    /// <summary>The same by BorgUi's own records.</summary>
    public TimeSpan RecordedTime => Job.CompletedAt!.Value - Job.CreatedAt;
}
