using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>Repositories that have no room left, and what a person reads and does then.</summary>
[Collection(SharedSystem.Collection)]
public sealed class FullRepositoryTests(SharedSystem shared)
{
    private readonly ApiUser _user = shared.User;
    private readonly RunningSystem _system = shared.System;

    [PrivilegedFact]
    public async Task A_full_disk_fails_the_backup_and_more_room_lets_the_next_one_complete()
    {
        await using var disk = await SmallDisk.MountAsync(_system.In("small-disk"), megabytes: 20);
        var repository = await _user.CreateRepositoryAsync("on a small disk", Path.Combine(disk.Path, "repository"));
        var plan = await _user.CreatePlanAsync("too much", repository, _system.MakeSource("too-much", files: 20, bytesEach: 2_000_000));

        var full = await shared.BackUpAsync(plan);

        await shared.AssertFailedAsync(full, "No space left. A disk that borg writes to is full: the repository's", "Free some space there");
        Assert.False(Directory.Exists(Path.Combine(disk.Path, "repository", "lock.exclusive")));
        await disk.ResizeAsync(megabytes: 200);

        await shared.AssertCompletesAsync(plan);
        Assert.Single(await _user.GetArchivesAsync(repository));
    }

    [Fact]
    public async Task A_disk_without_the_room_that_has_to_stay_free_counts_as_full()
    {
        var location = _system.In("reserved");
        var repository = await _user.CreateRepositoryAsync("with reserved room", location);
        var plan = await _user.CreatePlanAsync("into reserved room", repository, _system.MakeSource("reserved-source", files: 2, bytesEach: 1000));
        await ConfigureAsync(location, "additional_free_space", "900000G");

        await shared.AssertFailedAsync(await shared.BackUpAsync(plan), "No space left.", "Free some space there");

        await ConfigureAsync(location, "additional_free_space", "0");
        await shared.AssertCompletesAsync(plan);
    }

    [Fact]
    public async Task A_used_up_quota_is_told_from_a_full_disk()
    {
        var location = _system.In("with-quota");
        var repository = await _user.CreateRepositoryAsync("with a quota", location);
        var plan = await _user.CreatePlanAsync("over the quota", repository, _system.MakeSource("over-the-quota", files: 15, bytesEach: 1_000_000));
        await ConfigureAsync(location, "storage_quota", "10M");

        await shared.AssertFailedAsync(await shared.BackUpAsync(plan), "The storage quota is used up.", "Prune and compact it, or raise the quota.");

        await ConfigureAsync(location, "storage_quota", "100M");
        await shared.AssertCompletesAsync(plan);
    }

    private Task<string> ConfigureAsync(string repository, string name, string value) =>
        BorgCommandLine.RunAsync(_system.In("own-borg"), "config", repository, name, value);
}
