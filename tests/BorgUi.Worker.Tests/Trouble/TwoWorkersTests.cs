using BorgUi.Contracts.Jobs;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Borg;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>Two worker processes share one queue.</summary>
public sealed class TwoWorkersTests : IAsyncLifetime
{
    private const int Jobs = 200;
    private const int Repositories = 10;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Two_hundred_jobs_over_ten_repositories_run_once_each_and_never_two_on_one_repository()
    {
        var asked = await EnqueueAsync();
        var borg = _fixture.WriteBorg(HonestBorg());
        await using var one = await WorkerProcess.StartAsync(_fixture, borg: borg);
        await using var two = await WorkerProcess.StartAsync(_fixture, borg: borg);
        await Eventually.HoldsAsync(AllHaveEndedAsync, "all jobs have ended");

        await using var db = _fixture.NewContext();
        var jobs = await db.Jobs.AsNoTracking().Where(job => job.JobType == JobType.Backup).ToListAsync();
        Assert.All(jobs, job => Assert.Equal((JobStatus.Completed, 1, null), (job.Status, job.Attempt, job.ErrorMessage)));
        Assert.Equal(2, jobs.Select(job => job.WorkerName).Distinct().Count());
        Assert.Equal(asked.Order(), (await File.ReadAllLinesAsync(In("runs"))).Order());
        Assert.False(File.Exists(In("overlaps")), "Two borgs wrote into one repository at once.");
        Assert.Equal(Jobs, await db.Archives.CountAsync());
    }

    /// <summary>Says what it was asked to back up, and whether somebody else was at work on the repository: mkdir succeeds for one only.</summary>
    private string HonestBorg() => $$"""
        case "$*" in
          *--version*) echo 'borg 1.2.4'; exit 0 ;;
        esac
        for word; do
          case "$word" in *::*) repository=${word%%::*} ;; esac
        done
        mkdir "$repository.busy" || echo "$repository" >> '{{In("overlaps")}}'
        echo "$word" >> '{{In("runs")}}'
        id=$(cat /proc/sys/kernel/random/uuid /proc/sys/kernel/random/uuid | tr -d '\n-')
        sed "s/c29f029915baa52ad730cc69e7ec996a76518a4f48a8c07476aa90c02c21aaf3/$id/" '{{Path.Combine(Recordings.Folder, "1.2.4", "create-few-full.stdout")}}'
        rmdir "$repository.busy"
        """;

    private async Task<List<string>> EnqueueAsync()
    {
        List<Guid> repositories = [];
        while (repositories.Count < Repositories)
        {
            repositories.Add(await _fixture.AddRepositoryAsync());
        }

        List<string> sources = [];
        for (var number = 0; number < Jobs; number++)
        {
            sources.Add(Directory.CreateDirectory(In($"source-{number}")).FullName);
            // Those of one repository wait one behind the other: who takes what comes next would run two of them at once.
            await _fixture.EnqueueBackupAsync(repositories[number * Repositories / Jobs], sources[^1]);
        }

        return sources;
    }

    private async Task<bool> AllHaveEndedAsync()
    {
        await using var db = _fixture.NewContext();
        return await db.Jobs.Where(job => job.JobType == JobType.Backup).AllAsync(job => job.CompletedAt != null);
    }

    private string In(string name) => Path.Combine(_fixture.Folder, name);
}
