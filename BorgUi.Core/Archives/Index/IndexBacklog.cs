using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Archives.Index;

/// <summary>An archive that is to be indexed, and how many of its repository are.</summary>
public sealed record IndexTask(Guid ArchiveId, string ArchiveName, long? FileCount, int Waiting);

/// <summary>Which archives are still to be indexed, and what became of those that were tried.</summary>
public sealed class IndexBacklog(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time)
{
    // What a lost worker was at still says that it is being indexed; who is at it indeed holds a lock, and the next one waits.
    private static readonly IndexState[] NotTried = [IndexState.None, IndexState.Indexing];

    // Any number, as long as nothing else in this database uses it.
    private const long ForgottenLock = 7_226_311_905;

    private const string CutOff = "A worker ended while it was indexing this archive.";

    /// <summary>Has the index brought up to date, if there is anything to do: archives came or went.</summary>
    /// <returns>The new job; null when there is nothing to do, or one waits already.</returns>
    public async Task<Job?> EnqueueAsync(Guid repositoryId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var site = await WithWork(db).Where(repository => repository.Id == repositoryId).Select(repository => repository.Site).FirstOrDefaultAsync(cancellationToken);
        return site is null ? null : await EnqueueAsync(db, repositoryId, site, cancellationToken);
    }

    /// <summary>
    /// Has done what nobody is going to do: what is older than the index itself, and what a kill lost between an archive and its job.
    /// A repository that cannot be used, or whose last job did not go well or was stopped, waits for its next backup or for a person.
    /// </summary>
    /// <returns>The new jobs; of workers that look at once the later ones find none.</returns>
    public async Task<IReadOnlyList<Job>> EnqueueForgottenAsync(IReadOnlyCollection<string> sites, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The job of somebody else must not have begun unseen between the look and ours.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ForgottenLock})", cancellationToken);
        var forgotten = await WithWork(db)
            .Where(repository => sites.Contains(repository.Site) && repository.State == RepositoryState.Ready && !db.Jobs.Any(job =>
                job.RepositoryId == repository.Id && job.JobType == JobType.IndexArchive && job.ArchiveId == null && job.Status != JobStatus.Completed))
            .Select(repository => new { repository.Id, repository.Site }).ToListAsync(cancellationToken);
        var jobs = new List<Job>();
        foreach (var repository in forgotten)
        {
            jobs.AddRange(await EnqueueAsync(db, repository.Id, repository.Site, cancellationToken) is { } job ? [job] : []);
        }

        await transaction.CommitAsync(cancellationToken);
        return jobs;
    }

    private static IQueryable<Repository> WithWork(BorgUiDbContext db) => db.Repositories.Where(repository =>
        db.Archives.Any(archive => archive.RepositoryId == repository.Id && NotTried.Contains(archive.IndexState))
        || db.IndexPoints.Any(point => point.ArchiveId == null && db.IndexSeries.Any(series => series.Id == point.SeriesId && series.RepositoryId == repository.Id)));

    private async Task<Job?> EnqueueAsync(BorgUiDbContext db, Guid repositoryId, string site, CancellationToken cancellationToken)
    {
        // There is one after each backup, and what became of it stands with the archives: one of each repository is enough to look at.
        await db.Jobs.Where(job => job.JobType == JobType.IndexArchive && job.RepositoryId == repositoryId && job.CompletedAt != null).ExecuteDeleteAsync(cancellationToken);
        var job = IndexArchiveJob.Of(repositoryId, site, time.GetUtcNow());
        return (await JobQueue.EnqueueAsync(db, job, cancellationToken)).IsNew ? job : null;
    }

    /// <summary>The newest archive that is not indexed and has not failed, or the wanted one, whatever became of it before.</summary>
    public async Task<IndexTask?> NextAsync(Guid repositoryId, Guid? wanted, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = wanted is { } id
            ? db.Archives.Where(archive => archive.Id == id && archive.IndexState != IndexState.Ready)
            : db.Archives.Where(archive => archive.RepositoryId == repositoryId && NotTried.Contains(archive.IndexState));
        // borg tells whole seconds: of archives of the same one the later stands behind the other, and so comes after it.
        return await waiting.OrderByDescending(archive => archive.StartedAt).ThenBy(archive => archive.Id)
            .Select(archive => new IndexTask(archive.Id, archive.Name, archive.FileCount, waiting.Count()))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether a job that writes could begin if nobody read the repository.</summary>
    public async Task<bool> WriterWaitsAsync(Guid repositoryId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.SqlQuery<bool>($"""
            SELECT EXISTS (
                SELECT FROM jobs WHERE repository_id = {repositoryId} AND status = 'pending' AND repository_access = 'write'
                    AND (not_before IS NULL OR not_before <= now()) AND (job_type <> 'prune' OR NOT prune_is_held(jobs))) AS "Value"
            """).SingleAsync(cancellationToken);
    }

    /// <summary>Whether another archive or repository waits to be indexed, more urgently or not.</summary>
    public async Task<(bool Others, bool MoreUrgent)> OthersWaitAsync(Job mine, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var others = db.Jobs.Where(job => job.JobType == JobType.IndexArchive && job.Status == JobStatus.Pending && job.Id != mine.Id && job.Site == mine.Site);
        return (await others.AnyAsync(cancellationToken), await others.AnyAsync(job => job.Priority > mine.Priority, cancellationToken));
    }

    public Task ReportAsync(Guid archiveId, double? percent, CancellationToken cancellationToken) => ChangeAsync(archiveId, IndexState.Indexing, percent, null, cancellationToken);

    public Task FailAsync(Guid archiveId, string reason, CancellationToken cancellationToken) => ChangeAsync(archiveId, IndexState.Failed, null, StorableText.Of(reason, 2000), cancellationToken);

    /// <summary>It was stopped, and will be begun anew.</summary>
    public Task PutBackAsync(Guid archiveId, CancellationToken cancellationToken) => ChangeAsync(archiveId, IndexState.None, null, null, cancellationToken);

    /// <summary>The worker that was indexing is gone. Once that may be chance; an archive at which it happens twice is not tried again.</summary>
    public async Task CutOffAsync(Guid repositoryId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var cutOff = db.Archives.Where(archive => archive.RepositoryId == repositoryId && archive.IndexState == IndexState.Indexing);
        await cutOff.ExecuteUpdateAsync(
            row => row.SetProperty(archive => archive.IndexState, archive => archive.IndexError == CutOff ? IndexState.Failed : IndexState.None)
                .SetProperty(archive => archive.IndexPercent, (double?)null)
                .SetProperty(archive => archive.IndexError, CutOff),
            cancellationToken);
    }

    // What is indexed stays so; an error of before is kept until there is news.
    private async Task ChangeAsync(Guid archiveId, IndexState state, double? percent, string? error, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Archives.Where(archive => archive.Id == archiveId && archive.IndexState != IndexState.Ready).ExecuteUpdateAsync(
            row => row.SetProperty(archive => archive.IndexState, state)
                .SetProperty(archive => archive.IndexPercent, percent)
                .SetProperty(archive => archive.IndexError, archive => error ?? archive.IndexError),
            cancellationToken);
    }
}
