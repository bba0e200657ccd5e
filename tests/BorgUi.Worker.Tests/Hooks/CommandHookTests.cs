using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Hooks;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Hooks;

/// <summary>Programs around backups: real ones, around a real borg.</summary>
public sealed class CommandHookTests : IClassFixture<HookFixture>
{
    private readonly WorkerFixture _worker;
    private readonly Guid _repository;
    private readonly HookJournal _journal;

    public CommandHookTests(HookFixture fixture)
    {
        (_worker, _repository) = (fixture.Worker, fixture.Repository);
        _journal = new(_worker.Folder);
    }

    [Fact]
    public async Task Hooks_run_in_order_around_the_work_and_are_told_what_there_is_to_know()
    {
        var plan = await _worker.AddPlanAsync(_repository, "/etc/hostname");
        const string Say = """env > "$JOURNAL/env-$BORGUI_WHEN"; echo to output; echo to error >&2""";

        var job = await RunAsync(plan, _journal.Hook("one", HookMoment.Before, Say), _journal.Hook("three", HookMoment.After), _journal.Hook("two", HookMoment.Before), _journal.Hook("four", HookMoment.After, Say));

        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        Assert.Equal(["one", "two", "three", "four"], _journal.Names);
        Assert.Equal(["running", "running", "completed", "completed"], _journal.Entries.Select(entry => entry.Status));
        Assert.Equal(4, _journal.Entries.Select(entry => entry.RunId).Distinct().Count());
        var archive = (await _worker.ArchivesOfAsync(_repository)).Single(archive => archive.Id == job.ArchiveId);
        var after = EnvironmentIn("env-after");
        Assert.Equal((job.Id.ToString(), plan.ToString(), archive.Name, "after", "backup", "1", "0"), (
            after["BORGUI_JOB_ID"], after["BORGUI_PLAN_ID"], after["BORGUI_ARCHIVE"], after["BORGUI_WHEN"], after["BORGUI_AROUND"], after["BORGUI_ATTEMPT"], after["BORGUI_WARNING_COUNT"]));
        Assert.Equal(($"repository {_repository}", true), (after["BORGUI_REPOSITORY"], after["BORGUI_PLAN"].StartsWith("plan ", StringComparison.Ordinal)));
        var before = EnvironmentIn("env-before");
        Assert.Equal(("running", false), (before["BORGUI_STATUS"], before.ContainsKey("BORGUI_ARCHIVE")));
        string[] allowed = ["PATH", "HOME", "USER", "LOGNAME", "TZ", "TMPDIR", "XDG_RUNTIME_DIR", "LANG", "PWD", "OLDPWD", "SHLVL", "_"];
        Assert.Empty(after.Keys.Where(name => !name.StartsWith("BORGUI_", StringComparison.Ordinal)).Except(allowed));
        var log = await LogAsync(job);
        Assert.Contains("[one] to output", log);
        Assert.Contains("[one] to error", log);
    }

    [Fact]
    public async Task A_failed_hook_before_stops_the_job_and_the_hooks_after_still_run()
    {
        var job = await RunAsync(
            null,
            _journal.Hook("stop database", HookMoment.Before, "echo it is not there >&2; exit 3"),
            _journal.Hook("never", HookMoment.Before),
            _journal.Hook("on success", HookMoment.After) with { RunOn = HookRunOn.Success },
            _journal.Hook("on failure", HookMoment.After) with { RunOn = HookRunOn.Failure },
            _journal.Hook("always", HookMoment.After));

        Assert.Equal((JobStatus.Failed, null, 0), (job.Status, job.Command, job.WarningCount));
        Assert.Equal("borg was not started. The hook 'stop database' ended with exit code 3. It said: it is not there", job.ErrorMessage);
        Assert.Equal(["stop database", "on failure", "always"], _journal.Names);
        Assert.Equal("failed", _journal.Entries[^1].Status);
    }

    [Fact]
    public async Task A_failed_hook_before_that_may_fail_is_a_warning()
    {
        var job = await RunAsync(
            null,
            _journal.Hook("hesitant", HookMoment.Before, "exit 1") with { OnFailure = HookFailurePolicy.Continue },
            _journal.Hook("on success", HookMoment.After) with { RunOn = HookRunOn.Success });

        Assert.Equal((JobStatus.CompletedWithWarnings, 1, true), (job.Status, job.WarningCount, job.ArchiveId is not null));
        Assert.Equal(new JobWarning(null, "The hook 'hesitant' ended with exit code 1."), Assert.Single(job.Warnings));
        Assert.Equal(("on success", "completed_with_warnings"), (_journal.Entries[^1].Name, _journal.Entries[^1].Status));
    }

    [Fact]
    public async Task Failed_hooks_after_a_backup_are_warnings_and_hinder_no_other()
    {
        var job = await RunAsync(
            null,
            _journal.Hook("not installed", HookMoment.After) with { Command = ["there-is-no-such-program"] },
            _journal.Hook("broken", HookMoment.After, "kill -9 $$"),
            _journal.Hook("last", HookMoment.After));

        Assert.Equal((JobStatus.CompletedWithWarnings, 2), (job.Status, job.WarningCount));
        Assert.Equal(
            ["The hook 'not installed' could not be run: The program 'there-is-no-such-program' is not installed, or not in PATH.", "The hook 'broken' ended with exit code 137."],
            job.Warnings.Select(warning => warning.Reason));
        Assert.Equal("last", _journal.Entries[^1].Name);
    }

    [Fact]
    public async Task A_hook_that_takes_too_long_is_ended_with_its_children()
    {
        var job = await RunAsync(null, _journal.EndlessHook("endless", HookMoment.After) with { TimeoutSeconds = 3 });

        Assert.Equal((JobStatus.CompletedWithWarnings, "The hook 'endless' did not end within 3 s and was ended."), (job.Status, Assert.Single(job.Warnings).Reason));
        Assert.Empty(HookProcesses.Find(Assert.Single(job.HookRuns).RunId));
    }

    [Fact]
    public async Task A_cancel_ends_a_running_hook_with_its_children_and_the_hooks_after_run()
    {
        var id = await EnqueueAsync(
            null,
            _journal.EndlessHook("endless", HookMoment.Before),
            _journal.Hook("on success", HookMoment.After) with { RunOn = HookRunOn.Success },
            _journal.Hook("on failure", HookMoment.After) with { RunOn = HookRunOn.Failure });
        var child = await _journal.ChildAsync();
        Assert.Equal("Running the hook 'endless'", (await _worker.WaitForAsync(id, job => job.Progress.Message is not null)).Progress.Message);

        await _worker.Get<JobControl>().RequestCancelAsync(id, default);

        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Cancelled, null, 0), (job.Status, job.Command, job.WarningCount));
        Assert.False(child.IsAlive());
        Assert.Equal(("on failure", "cancelled"), (_journal.Entries[^1].Name, _journal.Entries[^1].Status));
        Assert.Equal(["endless", "on failure"], _journal.Names);
    }

    [Fact]
    public async Task A_cancel_during_a_hook_after_the_backup_ends_that_hook_and_undoes_nothing()
    {
        var id = await EnqueueAsync(null, _journal.EndlessHook("endless", HookMoment.After), _journal.Hook("last", HookMoment.After));
        var child = await _journal.ChildAsync();

        await _worker.Get<JobControl>().RequestCancelAsync(id, default);

        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.CompletedWithWarnings, "The hook 'endless' was ended on request."), (job.Status, Assert.Single(job.Warnings).Reason));
        Assert.NotNull(job.ArchiveId);
        Assert.False(child.IsAlive());
        Assert.Equal(["endless", "last"], _journal.Names);
    }

    [Fact]
    public async Task What_a_hook_leaves_running_on_purpose_is_left_alone()
    {
        var job = await RunAsync(null, _journal.Hook("start", HookMoment.After, """sleep 100000 & echo "$!" > "$JOURNAL/child" """));

        var child = await _journal.ChildAsync();
        Assert.Equal(JobStatus.Completed, job.Status);
        Assert.True(child.Send(Processes.Signal.Kill));
    }

    [Fact]
    public async Task A_secret_reaches_the_hook_and_nobody_else()
    {
        const string Secret = "the-secret-of-the-hook";
        var hook = _journal.Hook("talkative", HookMoment.After, """echo "$BORGUI_HOOK_SECRET" > "$JOURNAL/secret"; echo "it is $BORGUI_HOOK_SECRET"; exit 1""");

        var job = await RunAsync(null, WorkerFixture.WithSecret(hook, Secret));

        Assert.Equal(Secret, _journal.Read("secret").Trim());
        Assert.Contains("[talkative] it is ***", await LogAsync(job));
        Assert.DoesNotContain(await LogAsync(job), line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.Equal("The hook 'talkative' ended with exit code 1. It said: it is ***", Assert.Single(job.Warnings).Reason);
    }

    [Fact]
    public async Task A_backup_that_finds_nothing_fails_and_its_hooks_after_run()
    {
        var id = await _worker.EnqueueBackupAsync(_repository, null, [_journal.Hook("before", HookMoment.Before), _journal.Hook("after", HookMoment.After)], "/there/is/nothing");

        Assert.Equal(JobStatus.Failed, (await _worker.WaitForEndAsync(id)).Status);
        Assert.Equal(["running", "failed"], _journal.Entries.Select(entry => entry.Status));
    }

    private Task<Guid> EnqueueAsync(Guid? planId, params PlanHook[] hooks) => _worker.EnqueueBackupAsync(_repository, planId, hooks, "/etc/hostname");

    private async Task<Job> RunAsync(Guid? planId, params PlanHook[] hooks) => await _worker.WaitForEndAsync(await EnqueueAsync(planId, hooks));

    private async Task<IReadOnlyList<string>> LogAsync(Job job) => [.. (await _worker.ReadLogAsync(job.Id)).Select(line => line.Message)];

    private Dictionary<string, string> EnvironmentIn(string file) =>
        _journal.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
