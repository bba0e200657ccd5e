using BorgUi.Contracts.Jobs;
using BorgUi.Core.Notifications;

namespace BorgUi.Core.Tests.Notifications;

public sealed class NotificationTextTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private static readonly JobFacts Backup = new()
    {
        JobId = Guid.CreateVersion7(), JobType = JobType.Backup, Status = JobStatus.Completed, Attempt = 1, Plan = "documents", Repository = "nas",
        StartedAt = Start, CompletedAt = Start.AddSeconds(3725), FilesProcessed = 12_345, OriginalSizeBytes = 3L << 30, DeduplicatedSizeBytes = 5 << 20,
    };

    [Fact]
    public void A_success_says_how_much_and_how_long()
    {
        var text = NotificationText.Of(Backup);

        Assert.Equal((Severity.Success, "Backup of documents completed"), (text.Severity, text.Title));
        Assert.Equal(["12,345 files, 3 GiB, of which 5 MiB new.", "It took 1 h 2 m.", "Repository: nas"], text.Lines);
    }

    [Fact]
    public void A_failure_says_why_what_to_do_and_that_it_is_tried_again()
    {
        var text = NotificationText.Of(Backup with
        {
            Status = JobStatus.Failed, ErrorMessage = "The repository is locked.", ErrorHint = "Wait for the other borg.", RetryAt = Start.AddHours(2), CompletedAt = null, Attempt = 2,
        });

        Assert.Equal((Severity.Failure, "Backup of documents failed"), (text.Severity, text.Title));
        Assert.Equal(
            ["The repository is locked.", "Wait for the other borg.", "It is tried again by itself at 2026-03-01 04:00 UTC.", "Repository: nas", "Attempt: 2"], text.Lines);
    }

    [Theory]
    [InlineData(JobStatus.Running, "started", Severity.Info)]
    [InlineData(JobStatus.CompletedWithWarnings, "completed with 1 warning", Severity.Warning)]
    [InlineData(JobStatus.Interrupted, "was interrupted", Severity.Failure)]
    public void Each_state_has_its_words(JobStatus status, string words, Severity severity)
    {
        var text = NotificationText.Of(Backup with { JobType = JobType.Check, Status = status, WarningCount = 1 });

        Assert.Equal((severity, $"Check of nas {words}"), (text.Severity, text.Title));
    }

    [Fact]
    public void A_digest_counts_and_names_the_plans_without_any_backup()
    {
        var text = NotificationText.Of(new DigestFacts
        {
            From = Start, To = Start.AddDays(1),
            Plans =
            [
                new() { Plan = "documents", Completed = 3, Warned = 1, Failed = 0, NewBytes = 1024, LastSuccessAt = Start },
                new() { Plan = "mail", Completed = 0, Warned = 0, Failed = 0, NewBytes = 0 },
            ],
        });

        Assert.Equal((Severity.Warning, "Backups: 4 done (1 with warnings), 0 failed, 1 plan without any"), (text.Severity, text.Title));
        Assert.Equal("documents: 4 done (1 with warnings), 0 failed, 1 KiB new; last good one 2026-03-01 02:00 UTC.", text.Lines[1]);
        Assert.Equal("mail: 0 done, 0 failed, 0 B new; never a good one.", text.Lines[2]);
    }

    [Fact]
    public void An_alarm_that_is_over_says_so()
    {
        var alarm = new AlarmFacts { Title = "Plan documents is overdue", Detail = "Its newest backup is 3 days old.", RaisedAt = Start };

        Assert.Equal((Severity.Failure, "Plan documents is overdue"), (NotificationText.Of(alarm).Severity, NotificationText.Of(alarm).Title));
        Assert.Equal((Severity.Success, "Over: Plan documents is overdue"), (NotificationText.Of(alarm with { ClearedAt = Start.AddHours(1) }).Severity, NotificationText.Of(alarm with { ClearedAt = Start }).Title));
    }
}
