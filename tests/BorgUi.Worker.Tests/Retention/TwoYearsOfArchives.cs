using BorgUi.Core.Retention;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Retention;

/// <summary>A repository with 60 archives over two years, dense at the end as they are in life, and a borg to ask about it.</summary>
public sealed class TwoYearsOfArchives : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("retention");

    internal IReadOnlyList<RetentionCandidate> Archives { get; private set; } = [];

    private string Repository => Path.Combine(_folder.Path, "repo");

    public async Task InitializeAsync()
    {
        await BorgAsync("UTC", "init", "-e", "none", Repository);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (index, hoursAgo) in HoursAgo().Index())
        {
            // Half an hour off, so that no archive crosses the border of a keep_within while the tests run.
            var at = now.AddHours(-hoursAgo).AddMinutes(-30);
            await BorgAsync("UTC", "create", "--timestamp", at.ToString("s"), $"{Repository}::a-{index:D2}", "/etc/hostname");
        }

        var listed = await BorgAsync("UTC", "list", "--json", Repository);
        Archives = [.. ArchiveList.Parse(System.Text.Encoding.UTF8.GetBytes(listed.Output)).Archives.Select(archive => new RetentionCandidate
        {
            BorgId = archive.Id,
            Name = archive.Name,
            StartedAt = archive.StartedAt,
        })];
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What borg says of each archive if it prunes in this time zone, one a line.</summary>
    public async Task<IReadOnlyList<string>> PruneDryAsync(string timeZone, params IEnumerable<string> rules) =>
        (await BorgAsync(timeZone, ["prune", "--dry-run", "--list", .. rules, Repository])).Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<CapturedRun> BorgAsync(string timeZone, params string[] arguments)
    {
        var run = await CapturedRun.RunAsync(new()
        {
            FileName = "borg",
            Arguments = arguments,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                ["TZ"] = timeZone,
                ["BORG_BASE_DIR"] = Path.Combine(_folder.Path, "base"),
                ["BORG_PASSPHRASE"] = "",
                ["BORG_SELFTEST"] = "disabled",
                ["BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK"] = "yes",
            },
        });
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private static IEnumerable<int> HoursAgo()
    {
        var random = new Random(20);
        int[] spread = [.. Hours(random, 12, from: 0, to: 48), .. Hours(random, 20, from: 48, to: 24 * 30), .. Hours(random, 28, from: 24 * 30, to: 24 * 730)];
        return spread.OrderDescending();
    }

    private static IEnumerable<int> Hours(Random random, int count, int from, int to) =>
        Enumerable.Range(from, to - from).OrderBy(_ => random.Next()).Take(count);
}
