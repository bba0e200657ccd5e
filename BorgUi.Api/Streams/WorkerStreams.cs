using System.Net;
using System.Net.Http.Headers;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Secrets;
using BorgUi.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Streams;

/// <summary>
/// Starts a job whose result somebody waits for, and opens that result on the worker that took it. A repository that is busy with a
/// writer is said at once instead of waited for.
/// </summary>
internal sealed class WorkerStreams(
    BorgUiDbContext db, JobAnnouncer announcer, JobControl control, JobEventFeed feed, WaitingReasons reasons, WorkerConnection workers, SecretBox secrets, TimeProvider clock)
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <param name="job">New, a reader of its repository.</param>
    /// <param name="cancellationToken">Who waits is gone; then the job is cancelled.</param>
    public async Task<OpenedStream> OpenAsync(Job job, CancellationToken cancellationToken)
    {
        if (await BusyAsync(job, cancellationToken) is { } busy)
        {
            return OpenedStream.Refused(busy);
        }

        using var hints = feed.Follow(job.Id);
        await announcer.EnqueueAsync(db, job, cancellationToken);
        try
        {
            return await WaitForWorkerAsync(job.Id, hints, cancellationToken) switch
            {
                { Status: JobStatus.Running, Address: { } address } => await AskAsync(job.Id, address, cancellationToken),
                { Status: JobStatus.Running, Worker: { } worker } => await GiveUpAsync(job.Id, $"Worker {worker} does not say where it can be reached; set BorgUi__Address there."),
                { Status: JobStatus.Pending } => await GiveUpAsync(job.Id, await WhyAsync(job.Id, cancellationToken)),
                var ended => OpenedStream.Refused(Problem(HttpStatusCode.BadGateway, ended?.Error ?? "The job was deleted.", "Look at the job.")),
            };
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(job.Id);
            throw;
        }
    }

    /// <summary>What is answered when the worker stopped in the middle of its answer.</summary>
    public static IResult BrokenOff() =>
        Problem(HttpStatusCode.BadGateway, "The worker broke off.", "What it said so far is not whole; try again, and look at the job for the reason.");

    private async Task<ConflictProblem?> BusyAsync(Job job, CancellationToken cancellationToken)
    {
        var writer = await db.Jobs
            .Where(row => row.RepositoryId == job.RepositoryId && row.Status == JobStatus.Running && row.RepositoryAccess == RepositoryAccess.Write)
            .Select(row => new { row.Id, row.JobType })
            .FirstOrDefaultAsync(cancellationToken);
        return writer is null ? null : new(
            "The repository is busy.",
            $"Job {writer.Id} ({EnumWords<JobType>.Of(writer.JobType).Replace('_', ' ')}) works on it; try again when it has ended.") { JobId = writer.Id };
    }

    /// <summary>The job as soon as a worker has it or it has ended; as it is when that takes too long. Null when it was deleted.</summary>
    private async Task<StreamJobState?> WaitForWorkerAsync(Guid jobId, JobHints hints, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            var state = await db.Jobs.Where(row => row.Id == jobId)
                .Select(row => new StreamJobState(
                    row.Status, row.WorkerName, row.ErrorMessage, db.Workers.Where(worker => worker.Id == row.WorkerId).Select(worker => worker.Address).FirstOrDefault()))
                .FirstOrDefaultAsync(cancellationToken);
            if (state is not { Status: JobStatus.Pending } || clock.GetElapsedTime(since) > StartPatience)
            {
                return state;
            }

            await hints.NextAsync(LookEvery, clock, cancellationToken);
        }
    }

    private async Task<OpenedStream> AskAsync(Guid jobId, string address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new(address), JobStream.PathOf(jobId)));
        request.Headers.Authorization = new AuthenticationHeaderValue(JobStream.Scheme, JobStream.TokenFor(secrets, jobId));
        try
        {
            var response = await workers.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? new(response, null) : await RefusedAsync(jobId, response, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            return await GiveUpAsync(jobId, $"The worker cannot be reached at {address}: {error.Message}");
        }
    }

    // The worker says what is wrong in words for people, and has ended the job.
    private async Task<OpenedStream> RefusedAsync(Guid jobId, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var held = response;
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return await GiveUpAsync(jobId, $"The worker answered {(int)response.StatusCode}; do both have the same master key?");
        }

        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(cancellationToken);
        return OpenedStream.Refused(Problem(response.StatusCode, problem?.Title, problem?.Detail));
    }

    private async Task<string> WhyAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var rows = await db.Jobs.Where(row => row.Id == jobId).Select(JobRow.OfJob).ToListAsync(cancellationToken);
        return (await reasons.AddToAsync(rows, cancellationToken)) is [{ WaitingReason: { } reason }] ? reason : "No worker has taken it in time.";
    }

    private async Task<OpenedStream> GiveUpAsync(Guid jobId, string why)
    {
        await CancelAsync(jobId);
        return OpenedStream.Refused(new ConflictProblem("The archive cannot be read now.", why) { JobId = jobId });
    }

    private async Task CancelAsync(Guid jobId)
    {
        if (await control.RequestCancelAsync(jobId, CancellationToken.None) is { } changed)
        {
            await announcer.ChangedAsync(changed, CancellationToken.None);
        }
    }

    private static ProblemHttpResult Problem(HttpStatusCode status, string? title, string? detail) =>
        TypedResults.Problem(detail, title: title, statusCode: (int)status, type: ProblemTypes.For((int)status));

    private sealed record StreamJobState(JobStatus Status, string? Worker, string? Error, string? Address);
}
