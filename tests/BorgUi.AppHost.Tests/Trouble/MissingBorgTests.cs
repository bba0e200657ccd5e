using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

[Collection(SharedSystem.Collection)]
public sealed class MissingBorgTests(SharedSystem shared)
{
    private const string Sentence = "borg is not installed: there is no program";

    private readonly ApiUser _user = shared.User;

    [Fact]
    public async Task Jobs_wait_while_borg_is_missing_everybody_says_so_and_they_run_when_it_is_there()
    {
        var repository = await _user.CreateRepositoryAsync("without borg", shared.System.In("without-borg"));
        var plan = await _user.CreatePlanAsync("without borg", repository, "/etc/hostname");
        shared.Borg.Remove();
        try
        {
            var id = await _user.StartBackupAsync(plan);

            var waiting = await _user.WaitForAsync(id, job => job.WaitingReason is not null || job.CompletedAt is not null);
            Assert.Equal(JobStatus.Pending, waiting.Status);
            Assert.StartsWith($"The worker for site default takes no jobs: {Sentence}", waiting.WaitingReason, StringComparison.Ordinal);
            Assert.Contains("Install borgbackup 1.2 or newer.", waiting.WaitingReason, StringComparison.Ordinal);
            Assert.Contains(Sentence, (await shared.Browser.OpenAsync($"/jobs/{id}")).Text, StringComparison.Ordinal);
            Assert.Contains(Sentence, (await shared.Browser.OpenAsync("/")).Text, StringComparison.Ordinal);
            var health = await _user.GetAsync<JsonElement>("/health");
            Assert.Equal(("degraded", 1), (health.GetProperty("status").GetString(), health.GetProperty("workers").GetInt32()));
            Assert.Contains("borg is missing", health.GetProperty("trouble").GetString(), StringComparison.Ordinal);

            shared.Borg.Install();

            Assert.Equal(JobStatus.Completed, (await _user.WaitForEndAsync(id)).Status);
            await Eventually.HoldsAsync(async () => (await _user.GetAsync<JsonElement>("/health")).GetProperty("status").GetString() == "healthy");
        }
        finally
        {
            if (!File.Exists(shared.Borg.Path))
            {
                shared.Borg.Install();
            }
        }
    }
}
