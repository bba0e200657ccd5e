using System.Globalization;
using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Jobs;

public sealed class JobHistoryTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task The_filtered_history_comes_as_csv_in_which_no_text_is_a_formula()
    {
        var error = "=HYPERLINK(\"x\"), \"said\" borg,\nand went";
        var failed = await _worker.RunBackupAsync(JobStatus.Failed, error);
        var viewer = await api.AsAsync(Roles.Viewer);
        var job = await viewer.GetAsync<JobResponse>($"/api/jobs/{failed}");
        var running = await _worker.StartBackupAsync();

        using var response = await viewer.ReadFromAsync($"/api/jobs/export.csv?plan_id={job.PlanId}");
        using var all = await viewer.ReadFromAsync("/api/jobs/export.csv");

        Assert.Equal(("text/csv", "borgui-jobs.csv"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.FileName));
        var row = Assert.Single(await RowsAsync(response));
        Assert.Equal((failed.ToString(), "backup", "failed", job.PlanName, "2"), (row["job_id"], row["job_type"], row["status"], row["plan"], row["return_code"]));
        Assert.Equal("'" + error, row["error_message"]);
        Assert.Equal(job.CreatedAt, DateTimeOffset.Parse(row["created_at"], CultureInfo.InvariantCulture));
        var rows = await RowsAsync(all);
        Assert.Equal(("running", ""), (rows[0]["status"], rows[0]["completed_at"]));
        Assert.Equal(running.JobId.ToString(), rows[0]["job_id"]);
    }

    [Fact]
    public async Task A_bad_filter_of_the_export_is_named_before_anything_is_sent()
    {
        var viewer = await api.AsAsync(Roles.Viewer);
        using var response = await viewer.ReadFromAsync("/api/jobs/export.csv?status=done");

        Assert.Contains("status", await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task A_clean_up_removes_what_ended_longer_ago_with_its_log_and_nothing_else()
    {
        var (old, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Info, "long ago"));
        await _worker.FinishAsync(claim, JobStatus.Completed);
        var (active, _) = await _worker.StartBackupAsync();
        var recent = await _worker.RunBackupAsync(JobStatus.Completed);
        await api.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"UPDATE jobs SET created_at = created_at - interval '9 days', completed_at = completed_at - interval '8 days' WHERE id IN ({old}, {active})"));
        await api.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE jobs SET created_at = created_at - interval '9 days' WHERE id = {recent}"));
        var user = await api.AsAsync(Roles.Operator);

        using var response = await user.RemoveAsync("/api/jobs/cleanup?days=7");

        Assert.Equal(1, (await response.ReadAsync<JobsDeleted>()).Deleted);
        Assert.Equal(HttpStatusCode.NotFound, (await user.ReadFromAsync($"/api/jobs/{old}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await user.ReadFromAsync($"/api/jobs/{active}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await user.ReadFromAsync($"/api/jobs/{recent}")).StatusCode);
        await api.InDatabaseAsync(async db => Assert.False(await db.JobLog.AnyAsync(line => line.JobId == old)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?days=-1")]
    [InlineData("?days=week")]
    [InlineData("?days=99999999")]
    public async Task A_clean_up_wants_to_know_how_many_days_to_keep(string query)
    {
        var user = await api.AsAsync(Roles.Operator);
        using var response = await user.RemoveAsync($"/api/jobs/cleanup{query}");

        Assert.Contains("days", await response.ReadErrorFieldsAsync());
    }

    private static async Task<IReadOnlyList<IDictionary<string, string>>> RowsAsync(HttpResponseMessage response)
    {
        using var csv = new CsvReader(new StreamReader(await response.Content.ReadAsStreamAsync()), new CsvConfiguration(CultureInfo.InvariantCulture));
        await csv.ReadAsync();
        csv.ReadHeader();
        var rows = new List<IDictionary<string, string>>();
        while (await csv.ReadAsync())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!));
        }

        return rows;
    }
}
