using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Testing;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>What a person may ask BorgUi for, through the API.</summary>
internal sealed class Requests(ChaosSystem system)
{
    private const int LeastFileBytes = 1_000_000;
    private const int MostFileBytes = 12_000_000;

    private readonly ApiUser _user = system.User;

    public async Task<bool> BackUpAsync(Dice dice)
    {
        var plan = system.Plans[dice.Of(system.Plans.Count)];
        await GrowAsync(system.SourceOf(plan), dice);
        await _user.StartBackupAsync(plan);
        return true;
    }

    public Task<bool> CheckAsync(Dice dice) => OfRepositoryAsync(dice, "check", new CheckRepositoryRequest { RepositoryOnly = dice.Size < 0.3 });

    public Task<bool> CompactAsync(Dice dice) => OfRepositoryAsync(dice, "compact", new CompactRepositoryRequest());

    public Task<bool> TestAsync(Dice dice) => OfRepositoryAsync(dice, "test", new { });

    public async Task<bool> PruneAsync(Dice dice)
    {
        var plan = system.Plans[dice.Of(system.Plans.Count)];
        var repository = system.Repositories[dice.Of(system.Plans.Count) * system.Repositories.Count / system.Plans.Count];
        await _user.PostAsync<JobStarted>($"/api/repositories/{repository.Id}/prune", new PruneRepositoryRequest { KeepLast = 2, PlanId = plan, DryRun = !repository.LosesArchives });
        return true;
    }

    public async Task<bool> RestoreAsync(Dice dice)
    {
        if (await ArchiveAsync(dice, _ => true) is not { } archive)
        {
            return false;
        }

        var destination = Directory.CreateDirectory(Path.Combine(system.RestoreFolder, archive.Name)).FullName;
        await _user.PostAsync<JobStarted>($"/api/archives/{archive.Id}/restore", new RestoreRequest { Destination = destination, Overwrite = OverwritePolicy.Always });
        return true;
    }

    public async Task<bool> DeleteArchiveAsync(Dice dice)
    {
        if (await ArchiveAsync(dice, repository => repository.LosesArchives) is not { } archive)
        {
            return false;
        }

        await _user.Http.DeleteAsync($"/api/archives/{archive.Id}");
        return true;
    }

    public Task<bool> CancelAsync(Dice dice) => OfJobAsync(dice, "cancel", JobStatus.Running, JobStatus.Pending);

    public Task<bool> PauseAsync(Dice dice) => OfJobAsync(dice, "pause", JobStatus.Running, JobStatus.Pending);

    public Task<bool> StartAsync(Dice dice) => OfJobAsync(dice, "start", JobStatus.Paused, JobStatus.Interrupted, JobStatus.Failed);

    public async Task<bool> RecoverAsync(Dice dice) =>
        (await _user.PostAsync<JobsChanged>("/api/jobs/recover", new RecoverJobsRequest { Queue = dice.Size < 0.8 })).Changed > 0;

    public async Task<bool> DismissAsync(Dice dice) => await JobAsync(dice, JobStatus.Interrupted) is { } job
        && (await _user.PostAsync<JobsChanged>("/api/jobs/dismiss", new DismissJobsRequest { JobIds = [job.JobId] })).Changed > 0;

    private async Task<bool> OfRepositoryAsync(Dice dice, string what, object body)
    {
        await _user.PostAsync<JobStarted>($"/api/repositories/{system.Repositories[dice.Of(system.Repositories.Count)].Id}/{what}", body);
        return true;
    }

    private async Task<bool> OfJobAsync(Dice dice, string what, params JobStatus[] statuses)
    {
        if (await JobAsync(dice, statuses) is not { } job)
        {
            return false;
        }

        await _user.PostAsync<JobStarted>($"/api/jobs/{job.JobId}/{what}", new { });
        return true;
    }

    private async Task<JobResponse?> JobAsync(Dice dice, params JobStatus[] statuses)
    {
        var jobs = (await _user.GetAsync<Page<JobResponse>>($"/api/jobs?limit=100&{string.Join('&', statuses.Select(status => $"status={Word(status)}"))}")).Items;
        return jobs.Count == 0 ? null : jobs[dice.Of(jobs.Count)];
    }

    private async Task<ArchiveResponse?> ArchiveAsync(Dice dice, Func<ChaosRepository, bool> isMeant)
    {
        var repositories = system.Repositories.Where(isMeant).ToList();
        var archives = await _user.GetArchivesAsync(repositories[dice.Of(repositories.Count)].Id);
        return archives.Count == 0 ? null : archives[dice.Of(archives.Count)];
    }

    private static async Task GrowAsync(string source, Dice dice)
    {
        var content = new byte[LeastFileBytes + (int)(dice.Size * (MostFileBytes - LeastFileBytes))];
        new Random(dice.Choice).NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(source, $"data-{dice.Choice % 3}.bin"), content);
    }

    private static string Word(JobStatus status) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
