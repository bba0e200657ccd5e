using System.Text.Json;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>One ended job of each kind that works on a repository or an archive, with what such a job carries.</summary>
internal static class SampleOperations
{
    public static readonly Guid DryPruneId = Id(1);

    public static IReadOnlyList<JobResponse> All(RepositoryResponse repository, ArchiveResponse archive) =>
    [
        Job(1, repository, JobType.Prune) with
        {
            Stats = Json($$"""{"dry_run":true,"kept_count":1,"pruned_count":2,"kept":[{"name":"home-3","borg_id":"0c","rule":"daily #1"}],"pruned":[{"name":"home-2","borg_id":"0b"},{"name":{{JsonSerializer.Serialize(Sample.Hostile)}},"borg_id":"0a"}]}"""),
            Request = Json("""{"keep_daily":1,"keep_weekly":4,"archive_glob":"home-*","dry_run":true}"""),
        },
        Job(2, repository, JobType.Prune) with
        {
            Stats = Json("""{"dry_run":false,"kept_count":1,"pruned_count":1,"kept":[{"name":"home-3","borg_id":"0c","rule":"daily #1"}],"pruned":[{"name":"home-2","borg_id":"0b"}]}"""),
            Request = Json("""{"keep_daily":1,"archive_glob":"home-*","dry_run":false}"""),
        },
        Restore(3, repository, archive, JobStatus.CompletedWithWarnings, """{"dry_run":false,"files_selected":9,"bytes_selected":900,"files_restored":6,"bytes_restored":600,"files_skipped":1,"files_failed":2,"folders_created":1}"""),
        Restore(4, repository, archive, JobStatus.CompletedWithWarnings, """{"dry_run":false,"files_selected":9,"bytes_selected":900,"files_restored":8,"bytes_restored":800,"files_skipped":1,"files_failed":0,"folders_created":1}"""),
        Restore(5, repository, archive, JobStatus.Completed, """{"dry_run":false,"files_selected":9,"bytes_selected":900,"files_restored":9,"bytes_restored":900,"files_skipped":0,"files_failed":0,"folders_created":1}"""),
        Restore(6, repository, archive, JobStatus.Completed, """{"dry_run":true,"files_selected":9,"bytes_selected":900,"files_restored":9,"bytes_restored":900,"files_skipped":0,"files_failed":0,"folders_created":0}"""),
        Job(7, repository, JobType.Check) with { Stats = Json("""{"result":"ok","findings":0,"missing_chunks":0,"repository_checked":true,"archives_checked":true}"""), Request = Json("""{"verify_data":true}""") },
        Job(8, repository, JobType.Check) with { Stats = Json("""{"result":"partial","findings":0,"missing_chunks":0,"repository_checked":true,"archives_checked":false}"""), Request = Json("""{"repository_only":true,"max_duration":60}""") },
        Job(9, repository, JobType.Check, JobStatus.Failed) with
        {
            Stats = Json("""{"result":"damaged","findings":2,"missing_chunks":1,"repository_checked":false,"archives_checked":false}"""),
            ErrorMessage = "The repository is damaged: segment 3 is torn. And 1 more.",
            ErrorHint = "Check the disk first.",
            Warnings = [new("data/0/3", "segment 3 is torn")],
            WarningCount = 2,
        },
        Job(10, repository, JobType.Compact) with { Stats = Json("""{"freed_bytes":1048576,"size_before":5242880,"size_after":4194304}""") },
        Job(11, repository, JobType.TestRepository) with { Stats = Json("""{"archive_count":214,"seconds":1.204}""") },
        Job(12, repository, JobType.BreakLock) with { Stats = Json("""{"owners":["laptop@186240203219 4711 0"],"archive_count":214}""") },
        Job(13, repository, JobType.ExportKey),
        Job(14, repository, JobType.ChangePassphrase),
        Job(15, repository, JobType.DeleteArchive),
        .. SampleComparisons.All(repository, archive),
        Job(16, repository, JobType.Compact) with { Stats = Json("""{"bytes":"written by another version"}""") },
    ];

    public static Guid Id(int number) => Guid.Parse($"01930000-0000-7000-8000-0000000001{number:00}");

    /// <summary>One file of each outcome, as the API tells them.</summary>
    public static ReportPage Report(string? outcome)
    {
        ReportLine[] lines =
        [
            new("home/<b>broken</b>", ReportOutcome.Failed, Reason: "Only 3 of 4 bytes were written."),
            new("home/kept", ReportOutcome.Skipped, Reason: "It is there already."),
            new("home/bad-\uFFFD", ReportOutcome.Restored, 12, ExactName: false),
        ];
        var asked = lines.Where(line => outcome is null || string.Equals(outcome, line.Outcome.ToString(), StringComparison.OrdinalIgnoreCase)).ToList();
        return new() { Items = asked, Total = asked.Count };
    }

    private static JobResponse Restore(int number, RepositoryResponse repository, ArchiveResponse archive, JobStatus status, string stats) =>
        Job(number, repository, JobType.Restore, status) with
        {
            ArchiveId = archive.Id,
            ArchiveName = archive.Name,
            Stats = Json(stats),
            Request = Json("""{"destination":"/srv/restored","paths":["home/anna/<b>raw</b>","home/two\nlines"],"overwrite":"if_newer","dry_run":true,"strip_components":1}"""),
        };

    internal static JobResponse Job(int number, RepositoryResponse repository, JobType type, JobStatus status = JobStatus.Completed) => new()
    {
        Site = repository.Site,
        JobId = Id(number),
        JobType = type,
        Status = status,
        Priority = 0,
        RepositoryId = repository.Id,
        RepositoryName = repository.Name,
        TriggeredBy = JobTrigger.User,
        Attempt = 1,
        Sequence = 7,
        CreatedAt = SampleRecords.Now.AddDays(-40),
        StartedAt = SampleRecords.Now.AddDays(-40),
        CompletedAt = SampleRecords.Now.AddDays(-40).AddSeconds(70),
        WarningCount = 0,
    };

    internal static JsonElement Json(string text) => JsonElement.Parse(text);
}
