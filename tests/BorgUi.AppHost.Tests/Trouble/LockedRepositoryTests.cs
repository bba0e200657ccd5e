using System.Globalization;
using BorgUi.Contracts.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>A person's own borg works in the repository at the same time.</summary>
[Collection(SharedSystem.Collection)]
public sealed class LockedRepositoryTests(SharedSystem shared) : IAsyncLifetime
{
    private readonly ApiUser _user = shared.User;
    private readonly string _location = shared.System.In($"locked-{Guid.NewGuid():N}");
    private Guid _plan;

    public async Task InitializeAsync()
    {
        var repository = await _user.CreateRepositoryAsync($"locked {Guid.NewGuid():N}", _location);
        _plan = await _user.CreatePlanAsync($"into a locked one {Guid.NewGuid():N}", repository, "/etc/hostname");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_backup_waits_for_it_says_so_and_goes_on_when_it_is_free()
    {
        await using var holder = await LockAsync();
        var id = await _user.StartBackupAsync(_plan);
        var waiting = await _user.WaitForAsync(id, job => job.ProgressMessage?.Contains("lock", StringComparison.Ordinal) ?? job.CompletedAt is not null);

        Assert.Contains(Name(holder), waiting.ProgressMessage, StringComparison.Ordinal);
        Assert.Contains(Name(holder), await shared.ReadJobPageAsync(id), StringComparison.Ordinal);
        await ReleaseAsync(holder);

        var done = await _user.WaitForEndAsync(id);
        Assert.True(done.Status == JobStatus.Completed, $"{done.Status}: {done.ErrorMessage}");
        Assert.Contains((await _user.GetLogAsync(id)).Items, line => line.Message.Contains($"Waits for the lock of the repository, which {Name(holder)}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_that_waited_too_long_names_who_holds_the_lock_and_a_later_one_works()
    {
        await using var holder = await LockAsync();

        await shared.AssertFailedAsync(
            await shared.BackUpAsync(_plan),
            $"The repository is in use. The lock of the repository is held by {Name(holder)}, which did not release it within {SharedSystem.LockWait.TotalSeconds:0} s.",
            "Wait until it has ended, then start the job again.");

        await ReleaseAsync(holder);
        await shared.AssertCompletesAsync(_plan);
    }

    private Task<ChildProcess> LockAsync() => BorgCommandLine.LockAsync(shared.System.In("own-borg"), _location);

    private static async Task ReleaseAsync(ChildProcess holder)
    {
        holder.Input.Close();
        Assert.Equal(0, await holder.WaitForExitAsync());
    }

    private static string Name(ChildProcess holder) => string.Create(CultureInfo.InvariantCulture, $"borg on {BorgCommandLine.Machine} (process {holder.Id})");
}
