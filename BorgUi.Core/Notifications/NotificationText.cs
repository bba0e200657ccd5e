using System.Globalization;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;

namespace BorgUi.Core.Notifications;

public enum Severity
{
    Info,
    Success,
    Warning,
    Failure,
}

/// <summary>What people read: a title, and lines below it.</summary>
public sealed record NotificationText(Severity Severity, string Title, IReadOnlyList<string> Lines)
{
    public static NotificationText Of(NotificationFacts facts) => facts switch
    {
        JobFacts job => OfJob(job),
        AlarmFacts alarm => OfAlarm(alarm),
        DigestFacts digest => OfDigest(digest),
        TestFacts test => new(Severity.Info, "BorgUi can reach you here", [$"This is a test of the channel {test.Channel}."]),
        _ => throw new NotSupportedException($"There are no words for {facts.GetType().Name}."),
    };

    private static NotificationText OfJob(JobFacts job)
    {
        var name = job.JobType switch
        {
            JobType.Restore => $"Restore from {job.Repository ?? "a repository"}",
            JobType.Backup => $"Backup of {job.Plan ?? job.Repository ?? "a repository"}",
            var type => $"{Words(type)} of {job.Repository ?? "a repository"}",
        };
        var (severity, outcome) = job.Status switch
        {
            JobStatus.Running => (Severity.Info, "started"),
            JobStatus.Completed => (Severity.Success, "completed"),
            JobStatus.CompletedWithWarnings => (Severity.Warning, job.WarningCount == 1 ? "completed with 1 warning" : $"completed with {job.WarningCount} warnings"),
            JobStatus.Interrupted => (Severity.Failure, "was interrupted"),
            _ => (Severity.Failure, "failed"),
        };
        return new(severity, $"{name} {outcome}", [.. JobLines(job).OfType<string>()]);
    }

    private static IEnumerable<string?> JobLines(JobFacts job)
    {
        yield return job.ErrorMessage;
        yield return job.ErrorHint;
        yield return job.RetryAt is { } at ? $"It is tried again by itself at {Time(at)}." : null;
        yield return job.GoesOn ? "It goes on by itself, as its plan says." : null;
        yield return job is { OriginalSizeBytes: { } size, FilesProcessed: { } files, Status: JobStatus.Completed or JobStatus.CompletedWithWarnings }
            ? string.Create(CultureInfo.InvariantCulture, $"{files:N0} files, {SizeText.Of(size)}{(job.DeduplicatedSizeBytes is { } added ? $", of which {SizeText.Of(added)} new" : "")}.")
            : null;
        yield return job is { StartedAt: { } start, CompletedAt: { } end } ? $"It took {Duration(end - start)}." : null;
        yield return job is { JobType: JobType.Backup, Plan: not null, Repository: not null } ? $"Repository: {job.Repository}" : null;
        yield return job.Schedule is null ? null : $"Schedule: {job.Schedule}";
        yield return job.Attempt > 1 ? $"Attempt: {job.Attempt}" : null;
        yield return job.Worker is null ? null : $"Worker: {job.Worker}";
    }

    private static NotificationText OfAlarm(AlarmFacts alarm) => alarm.ClearedAt is { } cleared
        ? new(Severity.Success, $"Over: {alarm.Title}", [$"It began at {Time(alarm.RaisedAt)} and was over at {Time(cleared)}."])
        : new(Severity.Failure, alarm.Title, [alarm.Detail]);

    private static NotificationText OfDigest(DigestFacts digest)
    {
        var (completed, warned, failed) = (digest.Plans.Sum(plan => plan.Completed), digest.Plans.Sum(plan => plan.Warned), digest.Plans.Sum(plan => plan.Failed));
        var silent = digest.Plans.Count(plan => plan.Completed + plan.Warned + plan.Failed == 0);
        var severity = failed > 0 ? Severity.Failure : warned > 0 || silent > 0 ? Severity.Warning : Severity.Success;
        var title = $"Backups: {completed + warned} done{(warned > 0 ? $" ({warned} with warnings)" : "")}, {failed} failed{(silent > 0 ? $", {silent} {(silent == 1 ? "plan" : "plans")} without any" : "")}";
        return new(severity, title, [$"From {Time(digest.From)} to {Time(digest.To)}.", .. digest.Plans.Select(PlanLine)]);
    }

    private static string PlanLine(PlanDigest plan)
    {
        var done = plan.Completed + plan.Warned;
        var last = plan.LastSuccessAt is { } at ? $"last good one {Time(at)}" : "never a good one";
        return $"{plan.Plan}: {done} done{(plan.Warned > 0 ? $" ({plan.Warned} with warnings)" : "")}, {plan.Failed} failed, {SizeText.Of(plan.NewBytes)} new; {last}.";
    }

    private static string Words(JobType type)
    {
        var words = type.ToString();
        return string.Concat(words.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => $"{(int)time.TotalHours} h {time.Minutes} m",
        { TotalMinutes: >= 1 } => $"{time.Minutes} m {time.Seconds} s",
        _ => $"{Math.Max(0, time.Seconds)} s",
    };
}
