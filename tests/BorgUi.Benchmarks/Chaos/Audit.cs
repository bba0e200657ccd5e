using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>Compares what BorgUi says of its jobs and archives with what borg says of each repository.</summary>
internal sealed class Audit(ChaosSystem system, ChaosFigures figures, ChaosOptions options, CancellationToken interrupted)
{
    private readonly List<string> _lost = [];
    private readonly List<string> _doubled = [];
    private readonly List<string> _lies = [];

    /// <param name="unsettled">The jobs that did not end though nothing keeps them from it.</param>
    public async Task<ChaosReport> RunAsync(IReadOnlyList<JobResponse> unsettled)
    {
        _lost.AddRange(unsettled.Select(job => $"{Name(job)} does not end: {job.Status}, {job.WaitingReason ?? job.ErrorMessage}"));
        var jobs = await AllAsync<JobResponse>("/api/jobs?limit=500");
        foreach (var repository in system.Repositories)
        {
            await CompareAsync(repository, [.. jobs.Where(job => job.RepositoryId == repository.Id)]);
        }

        _lies.AddRange(RunningBorgs.In(system.Folder).Select(borg => $"a borg is left: {borg.Verb} {borg.Process.Id}"));
        return new(options, figures, jobs, _lost, _doubled, _lies);
    }

    private async Task CompareAsync(ChaosRepository repository, List<JobResponse> jobs)
    {
        // borg's locks are looked at before our own borgs take and release them.
        LookForLocks(repository);
        var rows = await AllAsync<ArchiveResponse>($"/api/archives?limit=500&repository={repository.Id}");
        var listed = await ListAsync(repository);
        var backups = jobs.Where(job => job.JobType == JobType.Backup).ToDictionary(job => job.JobId);

        _lies.AddRange(rows.Where(row => !listed.ContainsKey(row.BorgId)).Select(row => $"archive {row.Name} is in the database and not in {repository.Location}"));
        _lies.AddRange(listed.Where(one => rows.All(row => row.BorgId != one.Key)).Select(one => $"archive {one.Value} is in {repository.Location} and nowhere in the database"));
        foreach (var row in rows)
        {
            if (row.JobId is not { } jobId || !backups.TryGetValue(jobId, out var job))
            {
                _lies.Add($"archive {row.Name} belongs to no job");
            }
            else if (job.Status is not (JobStatus.Completed or JobStatus.CompletedWithWarnings) && job.LeftBehind?.Contains(row.Name, StringComparison.Ordinal) != true)
            {
                _lies.Add($"{Name(job)} says {job.Status} ({job.ErrorMessage} {job.LeftBehind}) and its archive {row.Name} is complete");
            }
        }

        _doubled.AddRange(rows.Where(row => row.JobId is not null).GroupBy(row => row.JobId).Where(made => made.Count() > 1)
            .Select(made => $"job {made.Key} made {string.Join(" and ", made.Select(row => row.Name))}"));
        _lost.AddRange(backups.Values
            .Where(job => job.Status is JobStatus.Completed or JobStatus.CompletedWithWarnings && !repository.LosesArchives && rows.All(row => row.JobId != job.JobId))
            .Select(job => $"{Name(job)} says {job.Status} and has no archive"));
        await CheckAsync(repository);
    }

    private void LookForLocks(ChaosRepository repository)
    {
        var writer = Path.Combine(repository.Location, "lock.exclusive");
        if (Directory.Exists(writer))
        {
            _lies.Add($"a lock is left in {repository.Location}: {string.Join(", ", Directory.EnumerateFiles(writer).Select(Path.GetFileName))}");
        }
    }

    // {"archives": [{"archive": "plan-…", "barchive": "plan-…", "id": "f3…", "name": "plan-…", "start": "…", "time": "…"}], "encryption": …}
    private async Task<Dictionary<string, string>> ListAsync(ChaosRepository repository)
    {
        var run = await BorgAsync("list", "--json", repository.Location);
        if (run.ExitCode != 0)
        {
            _lies.Add($"borg list of {repository.Location} ends with {run.ExitCode}: {run.Error}");
            return [];
        }

        using var list = JsonDocument.Parse(run.Output);
        return list.RootElement.GetProperty("archives").EnumerateArray()
            .ToDictionary(archive => archive.GetProperty("id").GetString()!, archive => archive.GetProperty("name").GetString()!);
    }

    private async Task CheckAsync(ChaosRepository repository)
    {
        var run = await BorgAsync("check", repository.Location);
        if (run.ExitCode != 0)
        {
            _lost.Add($"borg check of {repository.Location} ends with {run.ExitCode}: {run.Error}");
        }
    }

    private Task<CapturedRun> BorgAsync(params string[] arguments) => CapturedRun.RunAsync(
        new()
        {
            FileName = "borg",
            Arguments = arguments,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                ["BORG_BASE_DIR"] = Path.Combine(system.Folder, "auditor"),
                ["BORG_HOST_ID"] = "auditor@1",
                ["BORG_PASSPHRASE"] = ApiUser.Passphrase,
                ["BORG_RELOCATED_REPO_ACCESS_IS_OK"] = "yes",
                ["BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK"] = "yes",
            },
        },
        interrupted);

    private async Task<List<T>> AllAsync<T>(string address)
    {
        List<T> all = [];
        string? cursor = null;
        do
        {
            var page = await system.User.GetAsync<Page<T>>(cursor is null ? address : $"{address}&cursor={cursor}");
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    private static string Name(JobResponse job) => $"{job.JobType} {job.JobId} (attempt {job.Attempt})";
}
