using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Streams;

/// <summary>A stream that was cut off with its worker left nothing, and nobody waits for the rest of it.</summary>
internal sealed class StreamAftermath : IJobAftermath
{
    public Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted) =>
        Task.FromResult(interrupted with { Status = JobStatus.Failed, ErrorHint = "Ask for it again." });
}
