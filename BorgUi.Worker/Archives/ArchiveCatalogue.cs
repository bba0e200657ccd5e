using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Signals;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Archives;

/// <summary>Brings the archives and sizes in the database to what borg says about a repository.</summary>
internal sealed class ArchiveCatalogue(IDbContextFactory<BorgUiDbContext> contexts, IndexBacklog backlog, TimeProvider time)
{
    private static readonly JobStatus[] GivenUp = [JobStatus.Failed, JobStatus.Cancelled, JobStatus.Interrupted, JobStatus.Paused];

    /// <summary>Makes the archives of a repository equal to borg's list: new ones appear, vanished ones go; checkpoints are none.</summary>
    /// <returns>Whether sizes of some archives are still unknown.</returns>
    public async Task<bool> ReplaceAsync(Guid repositoryId, IReadOnlyList<BorgArchive> archives, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Archives.Where(archive => archive.RepositoryId == repositoryId).ToDictionaryAsync(archive => archive.BorgId, cancellationToken);
        foreach (var listed in archives.Where(archive => !archive.IsHidden))
        {
            Describe(Find(db, known, repositoryId, listed), listed);
            known.Remove(listed.Id, out _);
        }

        db.Archives.RemoveRange(known.Values);
        await db.SaveChangesAsync(cancellationToken);
        await backlog.EnqueueAsync(repositoryId, cancellationToken);
        return await db.Archives.AnyAsync(archive => archive.RepositoryId == repositoryId && archive.OriginalSizeBytes == null, cancellationToken);
    }

    /// <summary>Fills in the sizes of archives, and the totals of the repository, which was reached just now.</summary>
    public async Task DescribeAsync(Guid repositoryId, RepositoryInfo info, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var archives = info.Archives ?? [];
        var ids = archives.Select(archive => archive.Id).ToList();
        var known = await db.Archives.Where(archive => archive.RepositoryId == repositoryId && ids.Contains(archive.BorgId)).ToDictionaryAsync(archive => archive.BorgId, cancellationToken);
        foreach (var described in archives)
        {
            Describe(Find(db, known, repositoryId, described), described);
        }

        var repository = await db.Repositories.SingleAsync(row => row.Id == repositoryId, cancellationToken);
        Reached(repository, info.Repository, info.Encryption, info.Cache);
        MeasureSpace(repository);
        repository.LastSyncedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Adds the archive that a backup made. It is stored before the job may say that it has completed.</summary>
    public async Task<Guid> AddAsync(BackupJob job, CreateResult result, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var repositoryId = job.RepositoryId!.Value;
        var known = await db.Archives.Where(archive => archive.RepositoryId == repositoryId && archive.BorgId == result.Archive.Id).ToDictionaryAsync(archive => archive.BorgId, cancellationToken);
        var archive = Find(db, known, repositoryId, result.Archive);
        Describe(archive, result.Archive);
        archive.JobId = job.Id;
        archive.PlanId = job.PlanId;
        var repository = await db.Repositories.SingleAsync(row => row.Id == repositoryId, cancellationToken);
        Reached(repository, result.Repository, result.Encryption, result.Cache);
        MeasureSpace(repository);
        repository.LastBackupAt = time.GetUtcNow();
        await db.AddFiguresAsync(archive, repository.DeduplicatedSizeBytes, cancellationToken);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.SaveChangesAsync(cancellationToken);
            await CorrectGivenUpAsync(db, job, archive, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await backlog.EnqueueAsync(repositoryId, cancellationToken);
        return archive.Id;
    }

    /// <summary>borg's ids of the archives in the repository of a job that other jobs have made.</summary>
    public async Task<IReadOnlySet<string>> FindOfOthersAsync(BackupJob job, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Archives.Where(archive => archive.RepositoryId == job.RepositoryId && archive.JobId != null && archive.JobId != job.Id)
            .Select(archive => archive.BorgId).ToHashSetAsync(cancellationToken);
    }

    // Its worker was silent for too long, so others looked, found nothing and said so. borg was still about to begin, and has gone on.
    private static Task<int> CorrectGivenUpAsync(BorgUiDbContext db, BackupJob job, Archive archive, CancellationToken cancellationToken) => db.Jobs
        .Where(row => row.Id == job.Id && GivenUp.Contains(row.Status))
        .ExecuteUpdateAsync(
            row => row.SetProperty(given => given.ArchiveId, archive.Id)
                .SetProperty(given => given.LeftBehind, $"The archive '{archive.Name}' is complete all the same: borg went on after the job had been given up."),
            cancellationToken);

    /// <summary>Lets the row of an archive go on under the id that a rename gave it.</summary>
    public async Task RenamedAsync(Guid repositoryId, string formerBorgId, BorgArchive renamed, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Archives.Where(archive => archive.RepositoryId == repositoryId && archive.BorgId == formerBorgId).ExecuteUpdateAsync(
            row => row.SetProperty(archive => archive.BorgId, renamed.Id).SetProperty(archive => archive.Name, StorableText.Of(renamed.Name, int.MaxValue)),
            cancellationToken);
    }

    /// <summary>Notes that a repository answered: whatever was wrong before is over.</summary>
    public async Task ReachedAsync(Guid repositoryId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Repositories.Where(repository => repository.Id == repositoryId).ExecuteUpdateAsync(
            row => row.SetProperty(repository => repository.State, RepositoryState.Ready).SetProperty(repository => repository.StateMessage, (string?)null), cancellationToken);
    }

    /// <summary>Notes why a repository cannot be used now.</summary>
    public async Task TroubleAsync(Guid repositoryId, RepositoryState state, string message, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Repositories.Where(repository => repository.Id == repositoryId).ExecuteUpdateAsync(
            row => row.SetProperty(repository => repository.State, state).SetProperty(repository => repository.StateMessage, message), cancellationToken);
    }

    private static Archive Find(BorgUiDbContext db, Dictionary<string, Archive> known, Guid repositoryId, BorgArchive listed)
    {
        if (known.TryGetValue(listed.Id, out var archive))
        {
            return archive;
        }

        archive = new() { RepositoryId = repositoryId, BorgId = listed.Id, Name = StorableText.Of(listed.Name, int.MaxValue), StartedAt = listed.StartedAt };
        db.Archives.Add(archive);
        return archive;
    }

    private static void Describe(Archive archive, BorgArchive said)
    {
        archive.Name = StorableText.Of(said.Name, int.MaxValue);
        archive.StartedAt = said.StartedAt;
        archive.Duration = DurationOf(said) ?? archive.Duration;
        archive.Hostname = said.HostName ?? archive.Hostname;
        archive.Comment = said.Comment is { Length: > 0 } comment ? StorableText.Of(comment, int.MaxValue) : archive.Comment;
        if (said.Stats is { } stats)
        {
            archive.OriginalSizeBytes = stats.OriginalBytes;
            archive.CompressedSizeBytes = stats.CompressedBytes;
            archive.DeduplicatedSizeBytes = stats.DeduplicatedBytes;
            archive.FileCount = stats.Files;
        }
    }

    private static TimeSpan? DurationOf(BorgArchive said) => said switch
    {
        { DurationSeconds: { } seconds } => TimeSpan.FromSeconds(seconds),
        { EndedAt: { } end } => end - said.StartedAt,
        _ => null,
    };

    private static void Reached(Repository repository, BorgRepository said, BorgEncryption? encryption, BorgCache? cache)
    {
        repository.State = RepositoryState.Ready;
        repository.StateMessage = null;
        repository.BorgRepositoryId = said.Id;
        repository.Encryption = encryption?.Mode ?? repository.Encryption;
        if (cache?.Stats is { } stats)
        {
            repository.OriginalSizeBytes = stats.OriginalBytes;
            repository.CompressedSizeBytes = stats.CompressedBytes;
            repository.DeduplicatedSizeBytes = stats.UniqueCompressedBytes;
        }
    }

    // What cannot be measured now keeps what was, and its age.
    private void MeasureSpace(Repository repository)
    {
        if (RepositoryFolder.SpaceOf(repository.Location) is { } space)
        {
            (repository.FreeBytes, repository.TotalBytes, repository.SpaceMeasuredAt) = (space.FreeBytes, space.TotalBytes, time.GetUtcNow());
        }
    }
}
