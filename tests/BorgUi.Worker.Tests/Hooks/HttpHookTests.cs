using System.Text.Json;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Hooks;

/// <summary>HTTP calls around jobs.</summary>
public sealed class HttpHookTests(HookFixture fixture) : IClassFixture<HookFixture>, IAsyncLifetime
{
    private const string Secret = "a-bearer-token-of-the-hook";

    private readonly WorkerFixture _worker = fixture.Worker;
    private HookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await HookReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task A_call_brings_the_facts_the_secret_and_the_id_of_its_run()
    {
        var job = await RunAsync(WorkerFixture.WithSecret(_receiver.Hook("tell", "/status/201"), Secret));

        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        var call = Assert.Single(_receiver.Calls);
        Assert.Equal(("POST", "/status/201", $"Bearer {Secret}"), (call.Method, call.Path, call.Authorization));
        var facts = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal(
            (job.Id.ToString(), call.Key, "tell", "after", "backup", "completed", 1, 0),
            (Text("job_id"), Text("run_id"), Text("hook"), Text("when"), Text("around"), Text("status"), facts.GetProperty("attempt").GetInt32(), facts.GetProperty("warning_count").GetInt32()));
        Assert.StartsWith("test-", Text("archive"), StringComparison.Ordinal);
        var log = (await _worker.ReadLogAsync(job.Id)).Select(line => line.Message).ToList();
        Assert.Contains("[tell] you sent Bearer ***", log);
        Assert.DoesNotContain(log, line => line.Contains(Secret, StringComparison.Ordinal));

        string? Text(string field) => facts.GetProperty(field).GetString();
    }

    [Fact]
    public async Task A_given_body_is_sent_as_it_is_and_get_sends_none()
    {
        await RunAsync(_receiver.Hook("own words", "/status/200", body: """{"text":"done"}"""), _receiver.Hook("ping", "/status/200", method: "GET"));

        Assert.Equal([("POST", """{"text":"done"}"""), ("GET", "")], _receiver.Calls.Select(call => (call.Method, call.Body)));
    }

    [Theory]
    [InlineData("/status/500", "was answered 500.", "It said: first line / you sent")]
    [InlineData("/status/302", "was answered 302; redirects are not followed.", "It said: first line / you sent")]
    public async Task Any_answer_but_2xx_is_a_failure(string path, string problem, string words)
    {
        var job = await RunAsync(_receiver.Hook("tell", path));

        Assert.Equal((JobStatus.CompletedWithWarnings, $"The hook 'tell' {problem} {words}"), (job.Status, Assert.Single(job.Warnings).Reason));
        Assert.Single(_receiver.Calls);
    }

    [Fact]
    public async Task A_receiver_that_is_away_or_does_not_answer_in_time_stops_the_job_when_it_must_be_asked_before()
    {
        var away = await RunAsync(_receiver.Hook("away", "/status/200", HookMoment.Before) with { Http = new() { Url = "http://127.0.0.1:1/", Method = "POST" } });
        var silent = await RunAsync(_receiver.Hook("silent", "/never", HookMoment.Before) with { TimeoutSeconds = 1 });

        Assert.Equal((JobStatus.Failed, JobStatus.Failed), (away.Status, silent.Status));
        Assert.StartsWith("borg was not started. The hook 'away' could not be called: ", away.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("borg was not started. The hook 'silent' did not end within 1 s and was ended.", silent.ErrorMessage);
    }

    [Fact]
    public async Task A_restore_has_the_hooks_around_restores_and_a_dry_run_has_none()
    {
        var archive = await _worker.BackUpAsync(fixture.Repository, "/etc/hostname");
        var target = Directory.CreateDirectory(Path.Combine(_worker.Folder, $"target-{Guid.NewGuid():N}")).FullName;
        PlanHook[] hooks = [_receiver.Hook("backup", "/status/200"), _receiver.Hook("restore", "/status/200") with { Around = HookSubject.Restore }];
        var details = new RestoreDetails { ArchiveName = archive.Name, BorgId = archive.BorgId, Destination = target, Paths = [], Overwrite = OverwritePolicy.Never };

        await RestoreAsync(details with { DryRun = true });
        Assert.Empty(_receiver.Calls);
        await RestoreAsync(details);

        var facts = JsonDocument.Parse(Assert.Single(_receiver.Calls).Body).RootElement;
        Assert.Equal(("restore", archive.Name), (facts.GetProperty("around").GetString(), facts.GetProperty("archive").GetString()));

        async Task RestoreAsync(RestoreDetails wanted)
        {
            var job = await _worker.RunAsync(RestoreJob.Of(archive.Id, archive.RepositoryId, "default", wanted, DateTimeOffset.UnixEpoch, hooks));
            Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        }
    }

    private async Task<Job> RunAsync(params PlanHook[] hooks) =>
        await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(fixture.Repository, null, hooks, "/etc/hostname"));
}
