using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.Display;

/// <summary>What the kinds and triggers of jobs are called on the pages.</summary>
internal static class JobWords
{
    public static string Of(JobType type) => type switch
    {
        JobType.CreateRepository => "Create repository",
        JobType.ImportRepository => "Import repository",
        JobType.SyncRepository => "Read archives",
        JobType.Backup => "Backup",
        JobType.Restore => "Restore",
        JobType.Check => "Check",
        JobType.Compact => "Compact",
        JobType.Prune => "Prune",
        JobType.DeleteArchive => "Delete archive",
        JobType.RenameArchive => "Rename archive",
        JobType.BreakLock => "Break lock",
        JobType.TestRepository => "Test repository",
        JobType.ExportKey => "Export key",
        JobType.ChangePassphrase => "Change passphrase",
        JobType.Download => "Download",
        JobType.Browse => "Look into an archive",
        JobType.IndexArchive => "Index archives",
        JobType.RestoreDrill => "Restore drill",
        JobType.DiffArchives => "Exact comparison",
        JobType.CompareLive => "Comparison with the files now",
        _ => type.ToString(),
    };

    public static string Of(JobTrigger trigger) => trigger switch
    {
        JobTrigger.User => "by hand",
        JobTrigger.Schedule => "by schedule",
        JobTrigger.ApiToken => "by API token",
        JobTrigger.Chain => "after a backup",
        JobTrigger.Retry => "as a retry",
        _ => trigger.ToString(),
    };

    /// <summary>What a cancel leaves behind, for somebody who is about to ask for it.</summary>
    public static string AfterCancel(JobType type) => type switch
    {
        JobType.Backup => "What it has already stored stays in the repository, and the next backup goes on from there; an archive that is not complete is not kept.",
        JobType.Restore => "What was put in its place stays there; everything else is removed, and no file is left half written.",
        JobType.Prune or JobType.DeleteArchive or JobType.Compact => "What was removed until then stays removed; the repository stays usable.",
        JobType.RestoreDrill => "What it restored aside is removed; it proves nothing, and the last proof stays.",
        JobType.Check => "It only reads: the repository stays as it is, and its last result too.",
        JobType.DiffArchives or JobType.CompareLive => "It only reads: nothing is changed, and what it has found so far is no result.",
        JobType.IndexArchive => "It only reads. What is indexed stays so; the rest is indexed after the next backup, or when you ask for it.",
        _ => "The repository stays usable.",
    };

    /// <summary>What a job is about: its plan, else its repository, else its kind.</summary>
    public static string Subject(JobResponse job) => job.PlanName ?? job.RepositoryName ?? Of(job.JobType);

    public static bool HasEnded(JobStatus status) => status
        is JobStatus.Completed or JobStatus.CompletedWithWarnings or JobStatus.Failed or JobStatus.Cancelled;
}
