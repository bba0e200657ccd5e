using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>Parts of BorgUi go away while a backup runs.</summary>
[Collection(SharedSystem.Collection)]
public sealed class OutageTests(SharedSystem shared) : IAsyncLifetime
{
    private readonly ApiUser _user = shared.User;
    private readonly RunningSystem _system = shared.System;
    private Guid _repository;
    private Guid _plan;

    public async Task InitializeAsync()
    {
        var name = $"outage-{Guid.NewGuid():N}";
        _repository = await _user.CreateRepositoryAsync(name, _system.In(name));
        _plan = await _user.CreatePlanAsync(name, _repository, _system.MakeLongSource($"{name}-source", bytes: 2_000_000_000));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Redis_freezes_and_dies_during_a_backup_which_completes_and_pages_are_live_again_afterwards()
    {
        await using var listener = await HubListener.ConnectAsync(_system.Address, shared.Browser.Cookies);
        var (id, borg) = await StartAndHoldAsync();
        var redis = shared.InstanceOf("redis");
        redis.Send(Signal.Stop);
        borg.Send(Signal.Continue);

        await AssertCompletedAsync(id);
        await shared.AssertCompletesAsync(_plan); // the worker finds it without a hint
        var resyncs = listener.Resyncs;
        await shared.KillAsync("redis");

        await Eventually.HoldsAsync(() => listener.Resyncs > resyncs);
        var after = await _user.StartBackupAsync(_plan);
        await Eventually.HoldsAsync(() => listener.HasHeard(after, JobStatus.Completed));
        Assert.Equal(3, (await _user.GetArchivesAsync(_repository)).Count);
    }

    [Fact]
    public async Task The_api_and_the_web_pages_are_killed_during_a_backup_and_it_completes()
    {
        var (id, borg) = await StartAndHoldAsync();

        await shared.KillAsync("api");
        Assert.Equal(HttpStatusCode.OK, (await shared.Browser.OpenAsync($"/jobs/{id}")).Status);
        await shared.KillAsync("web");

        var job = await _user.GetJobAsync(id);
        Assert.Equal((JobStatus.Running, borg.Id, 1), (job.Status, job.ProcessPid, job.Attempt));
        Assert.Equal(HttpStatusCode.OK, (await shared.Browser.OpenAsync($"/jobs/{id}")).Status); // still logged in
        borg.Send(Signal.Continue);
        await AssertCompletedAsync(id);
        await using var listener = await HubListener.ConnectAsync(_system.Address, shared.Browser.Cookies);
        var after = await _user.StartBackupAsync(_plan);
        await Eventually.HoldsAsync(() => listener.HasHeard(after, JobStatus.Completed));
        Assert.Equal(2, (await _user.GetArchivesAsync(_repository)).Count);
    }

    [Fact]
    public async Task The_api_is_killed_while_it_is_asked_for_backups_and_what_it_answered_is_there_once()
    {
        var (running, borg) = await StartAndHoldAsync();
        var asked = Enumerable.Range(0, 40).Select(_ => TryStartAsync()).ToList();
        await shared.KillAsync("api");

        var answered = (await Task.WhenAll(asked)).OfType<Guid>().Append(await _user.StartBackupAsync(_plan)).Distinct();
        var next = Assert.Single(answered);
        var jobs = await _user.GetAsync<Page<JobResponse>>($"/api/jobs?plan_id={_plan}");
        Assert.Equal([next, running], jobs.Items.Select(job => job.JobId));

        borg.Send(Signal.Continue);
        await AssertCompletedAsync(running);
        await AssertCompletedAsync(next);
        Assert.Equal(2, (await _user.GetArchivesAsync(_repository)).Count);
    }

    /// <summary>Null when nobody knows whether it was heard.</summary>
    private async Task<Guid?> TryStartAsync()
    {
        try
        {
            return await _user.StartBackupAsync(_plan);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Stops borg in the middle of its work, so that nothing depends on who is quicker.</summary>
    private async Task<(Guid JobId, ProcessIdentity Borg)> StartAndHoldAsync()
    {
        var id = await _user.StartBackupAsync(_plan);
        var job = await _user.WaitForAsync(id, job => job is { Status: JobStatus.Running, ProcessPid: not null } || job.CompletedAt is not null);
        var borg = ProcessIdentity.Of(job.ProcessPid!.Value);
        Assert.True(borg?.Send(Signal.Stop), "The backup had ended before it could be held.");
        return (id, borg!);
    }

    private async Task AssertCompletedAsync(Guid id)
    {
        var job = await _user.WaitForEndAsync(id);
        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
    }
}
