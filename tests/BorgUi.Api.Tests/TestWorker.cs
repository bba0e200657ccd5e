using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests;

/// <summary>Does to jobs what a worker does, through the same Core.</summary>
public sealed class TestWorker(ApiApplication api)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Takes the only waiting job of the site.</summary>
    public async Task<JobClaim> ClaimAsync(string site)
    {
        var request = new JobClaimRequest(Guid.CreateVersion7(), "test-worker", [site], Enum.GetValues<JobType>(), Lease);
        var claim = await api.Services.GetRequiredService<JobQueue>().ClaimAsync(request, CancellationToken.None);
        Assert.NotNull(claim);
        return claim;
    }

    public async Task LogAsync(JobClaim claim, long firstNumber, params (JobLogLevel Level, string Message)[] lines)
    {
        var numbered = lines.Select((line, i) => new JobLogLine(firstNumber + i, api.Clock.GetUtcNow(), line.Level, line.Message)).ToList();
        Assert.True(await api.Services.GetRequiredService<JobLogStore>().AppendAsync(claim, numbered, 0, CancellationToken.None));
    }

    public Task ProgressAsync(JobClaim claim, double percent, long sequence) => api.Services.GetRequiredService<JobLedger>()
        .RecordProgressAsync(claim, new() { Percent = percent, FilesProcessed = 42 }, warningCount: 0, sequence, CancellationToken.None);

    public Task FinishAsync(JobClaim claim, JobStatus status, string? error = null, params JobWarning[] warnings) => api.Services.GetRequiredService<JobLedger>().FinishAsync(
        claim,
        new() { Status = status, ErrorMessage = error, Warnings = warnings, WarningCount = warnings.Length, StatsJson = """{"nfiles":3}""", ReturnCode = error is null ? 0 : 2 },
        sequence: 10,
        CancellationToken.None);

    /// <summary>A backup of a new plan on a site of its own, run to the given end.</summary>
    public async Task<Guid> RunBackupAsync(JobStatus end, string? error = null, params JobWarning[] warnings)
    {
        var (jobId, claim) = await StartBackupAsync();
        await FinishAsync(claim, end, error, warnings);
        return jobId;
    }

    public async Task<(Guid JobId, JobClaim Claim)> StartBackupAsync()
    {
        var (jobId, site) = await api.PendingBackupAsync();
        return (jobId, await ClaimAsync(site));
    }
}
