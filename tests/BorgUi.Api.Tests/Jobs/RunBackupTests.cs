using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Jobs;

public sealed class RunBackupTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Twenty_at_once_of_one_plan_make_one_pending_job()
    {
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());
        var client = await api.AsAsync(Roles.Operator);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await client.PostJsonAsync("/api/backup/run", new CreateBackupJobRequest { PlanId = plan.PlanId });
            return await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        }));

        var jobId = Assert.Single(answers.Select(answer => answer.JobId).Distinct());
        var jobs = await client.GetAsync<Page<JobResponse>>($"/api/jobs?plan_id={plan.PlanId}");
        Assert.Equal(jobId, Assert.Single(jobs.Items).JobId);
        Assert.Equal(1, jobs.Total);
    }

    [Fact]
    public async Task A_thousand_at_once_while_workers_take_and_end_them_leave_at_most_one_running_and_one_pending()
    {
        var site = $"site-{Guid.NewGuid():N}";
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync(site: site));
        var client = await api.AsAsync(Roles.Operator);
        using var over = new CancellationTokenSource();
        // Workers are processes of their own, with connections of their own.
        await using var services = new ServiceCollection().AddBorgUiDatabase(api.ConnectionString).BuildServiceProvider();
        var working = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => WorkAsync(services, site, plan.PlanId, over.Token))));

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => AskAsync(client, plan.PlanId)));

        await over.CancelAsync();
        await working;
        var stored = await api.InDatabaseAsync(db => db.Jobs.Where(job => job.PlanId == plan.PlanId).Select(job => job.Id).ToListAsync());
        Assert.Empty(answers.Except(stored));
    }

    // On a slow machine some of so many find no connection free in time, and are told to come again: 503, never 500.
    private static async Task<Guid> AskAsync(HttpClient client, Guid planId)
    {
        while (true)
        {
            using var response = await client.PostJsonAsync("/api/backup/run", new CreateBackupJobRequest { PlanId = planId });
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return (await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId;
            }

            await Task.Delay(response.Headers.RetryAfter!.Delta!.Value);
        }
    }

    private static async Task WorkAsync(IServiceProvider services, string site, Guid planId, CancellationToken over)
    {
        var request = new JobClaimRequest(Guid.CreateVersion7(), "test-worker", [site], [JobType.Backup], TimeSpan.FromMinutes(5));
        while (!over.IsCancellationRequested)
        {
            try
            {
                await TakeAndEndOneAsync(services, request, planId);
            }
            catch (Exception error) when (DatabaseFailure.MayPass(error))
            {
                // As a worker does.
            }
        }
    }

    private static async Task TakeAndEndOneAsync(IServiceProvider services, JobClaimRequest request, Guid planId)
    {
        var claim = await services.GetRequiredService<JobQueue>().ClaimAsync(request, CancellationToken.None);
        await using var db = await services.GetRequiredService<IDbContextFactory<BorgUiDbContext>>().CreateDbContextAsync(CancellationToken.None);
        var active = await db.Jobs.Where(job => job.PlanId == planId && job.CompletedAt == null).Select(job => job.Status).ToListAsync(CancellationToken.None);
        Assert.InRange(active.Count(status => status == JobStatus.Running), 0, 1);
        Assert.InRange(active.Count(status => status == JobStatus.Pending), 0, 1);
        if (claim is not null)
        {
            await services.GetRequiredService<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Completed }, claim.Sequence, CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_ad_hoc_backup_is_stored_as_asked_and_answered_with_its_address()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var client = await api.AsAsync(Roles.Operator);

        using var response = await client.PostJsonAsync("/api/backup/run", new CreateBackupJobRequest
        {
            RepositoryId = repositoryId,
            Sources = ["/home//user/", "/etc/./", "/odd\nname \"quoted\""],
            ExcludePatterns = ["sh:**/.cache"],
            Compression = "auto,zstd,6",
            Priority = 7,
        });

        var started = await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        Assert.Equal($"/api/jobs/{started.JobId}", response.Headers.Location?.OriginalString);
        var stored = (BackupJob)await api.InDatabaseAsync(db => db.Jobs.SingleAsync(job => job.Id == started.JobId));
        Assert.Equal(["/home/user", "/etc", "/odd\nname \"quoted\""], stored.Details.Sources);
        Assert.Equal(["sh:**/.cache"], stored.Details.ExcludePatterns);
        Assert.Equal(("auto,zstd,6", "{hostname}-adhoc-{utcnow:%Y-%m-%dT%H:%M:%S}"), (stored.Details.Compression, stored.Details.ArchiveNameTemplate));
        Assert.Equal((7, "default", RepositoryAccess.Write), (stored.Priority, stored.Site, stored.RepositoryAccess));
    }

    [Fact]
    public async Task A_plan_and_more_beside_it_is_refused()
    {
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());

        Assert.Equal(["plan_id"], await RefusedFieldsAsync(new { plan_id = plan.PlanId, sources = new[] { "/etc" } }));
        Assert.Equal(["plan_id"], await RefusedFieldsAsync(new { plan_id = Guid.NewGuid() }));
    }

    [Fact]
    public async Task Neither_plan_nor_repository_is_refused()
    {
        Assert.Equal(["repository_id", "sources"], await RefusedFieldsAsync(new { }));
        Assert.Equal(["repository_id"], await RefusedFieldsAsync(new { repository_id = Guid.NewGuid(), sources = new[] { "/etc" } }));
    }

    [Fact]
    public async Task Fields_that_break_a_rule_are_all_named()
    {
        Assert.Equal(["archive_name_template", "compression", "exclude_patterns", "priority", "repository_id", "sources"], await RefusedFieldsAsync(new
        {
            sources = new[] { "relative", "/a/../b" },
            exclude_patterns = new[] { "xx:unknown" },
            compression = "zstd,99",
            archive_name_template = "always-the-same",
            priority = 101,
        }));
    }

    [Theory]
    [InlineData(RepositoryState.Creating)]
    [InlineData(RepositoryState.Unreachable)]
    [InlineData(RepositoryState.Error)]
    public async Task A_repository_that_is_not_ready_is_a_conflict(RepositoryState state)
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var plan = await api.PlanAsync(repositoryId);
        await api.InDatabaseAsync(db => db.Repositories.Where(repository => repository.Id == repositoryId)
            .ExecuteUpdateAsync(set => set.SetProperty(repository => repository.State, state)));
        var client = await api.AsAsync(Roles.Operator);

        using var response = await client.PostJsonAsync("/api/backup/run", new { plan_id = plan.PlanId });

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    private async Task<string[]> RefusedFieldsAsync(object request)
    {
        var client = await api.AsAsync(Roles.Operator);
        using var response = await client.PostJsonAsync("/api/backup/run", request);
        return await response.ReadErrorFieldsAsync();
    }
}
