using System.Net;
using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Web.Display;
using BorgUi.Web.Pages.Jobs;
using BorgUi.Web.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Pages;

/// <summary>What follows a backup: the form of the plan, its words, and the strip on the pages of its jobs.</summary>
public sealed class ChainTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    private FakeApi Api => _site.Site.Api;

    private HttpClient Browser => _site.Browser;

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_form_sends_what_follows_and_its_rules()
    {
        using var answer = await WebSite.PostAsync(Browser, "/plans/new", "/plans/new", new()
        {
            ["Input.Name"] = "x",
            ["Input.RunPruneAfter"] = "true",
            ["Input.RunCheckAfter"] = "true",
            ["Input.Retention.KeepDaily"] = "7",
            ["Input.Retention.KeepWithin"] = " 2d ",
            ["Input.ChainOnFailure"] = "Continue",
        });

        var sent = JsonElement.Parse(Api.LastBody!);
        Assert.Equal("""{"keep_within":"2d","keep_daily":7}""", sent.GetProperty("retention").GetRawText());
        Assert.Equal(
            (true, false, true, "continue"),
            (Flag("run_prune_after"), Flag("run_compact_after"), Flag("run_check_after"), sent.GetProperty("chain_on_failure").GetString()));

        bool Flag(string name) => sent.GetProperty(name).GetBoolean();
    }

    [Theory]
    [InlineData("7", false)]
    [InlineData("8", true)]
    public async Task Rules_that_were_only_proposed_are_not_stored_without_a_prune(string daily, bool stored)
    {
        using var answer = await WebSite.PostAsync(Browser, "/plans/new", "/plans/new", new()
        {
            ["Input.Name"] = "x",
            ["Input.Retention.KeepDaily"] = daily,
            ["Input.Retention.KeepWeekly"] = "4",
            ["Input.Retention.KeepMonthly"] = "6",
        });

        Assert.Equal(stored, JsonElement.Parse(Api.LastBody!).TryGetProperty("retention", out _));
    }

    [Fact]
    public async Task A_plan_is_shown_with_what_follows_it_in_the_form_and_in_words()
    {
        var html = WebUtility.HtmlDecode(await Browser.GetStringAsync($"/plans/{Api.Sample.Plans[1].Id}"));

        Assert.Contains("After each backup: prune, which keeps 14 daily, 6 monthly and all of the last 2d; then check. A failure does not stop them.", html, StringComparison.Ordinal);
        Assert.Matches("name=\"Input.Retention.KeepDaily\"[^>]*value=\"14\"", html);
        Assert.Matches("checked=\"checked\"[^>]*name=\"Input.RunPruneAfter\"", html);
        Assert.Matches("selected=\"selected\"[^>]*value=\"Continue\"|value=\"Continue\"[^>]*selected=\"selected\"", html);
        Assert.DoesNotMatch("checked=\"checked\"[^>]*name=\"Input.RunCompactAfter\"", html);
    }

    [Fact]
    public async Task What_is_wrong_with_a_rule_stands_beside_it()
    {
        Api.Refusal = Results.ValidationProblem(new Dictionary<string, string[]>
        {
            ["retention.keep_within"] = ["Give a number above 0."],
            ["retention"] = ["A prune would keep nothing."],
        });

        using var answer = await WebSite.PostAsync(Browser, "/plans/new", "/plans/new", new() { ["Input.RunPruneAfter"] = "true", ["Input.Retention.KeepWithin"] = "0d" });

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Matches("data-valmsg-for=\"Input.Retention.KeepWithin\"[^>]*>Give a number above 0.<", html);
        Assert.Matches("data-valmsg-for=\"Input.Retention\"[^>]*>A prune would keep nothing.<", html);
        Assert.Matches("name=\"Input.Retention.KeepWithin\"[^>]*aria-invalid=\"true\"|aria-invalid=\"true\"[^>]*name=\"Input.Retention.KeepWithin\"", html);
    }

    [Fact]
    public async Task The_strip_shows_the_newest_job_of_each_step_and_what_is_to_come()
    {
        var html = await Browser.GetStringAsync($"/jobs/{SampleChains.WaitingId}?handler=Chain");

        Assert.Contains($"href=\"/jobs/{SampleChains.Id(3)}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleChains.Id(2).ToString(), html, StringComparison.Ordinal);
        Assert.Matches("aria-current=\"step\"[^<]*<span class=\"chain__name\">Backup<", html);
        Assert.Matches("Compact</a>\\s*<span[^>]*>Paused<", html);
        Assert.Matches("Check</span>\\s*<span[^>]*>To come<", html);
        Assert.DoesNotContain("chain__ended", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_strip_says_why_a_chain_has_ended()
    {
        var html = await Browser.GetStringAsync($"/jobs/{SampleChains.Id(6)}");

        Assert.Contains("Prune was cancelled, so compact and check do not follow.", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("Not started").Length - 1);
        Assert.Contains("started after a backup", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, JobStatus.Failed, "Backup failed, so prune, compact and check do not follow.")]
    [InlineData(2, JobStatus.Failed, "Compact failed, so check does not follow.")]
    [InlineData(0, JobStatus.Completed, "Backup was to be cancelled, and ended before it was, so prune, compact and check do not follow.")]
    [InlineData(0, JobStatus.Running, null)]
    [InlineData(0, JobStatus.Interrupted, null)]
    [InlineData(3, JobStatus.Failed, null)]
    public void What_does_not_follow_is_said(int step, JobStatus status, string? words)
    {
        var job = SampleChains.Link(Api.Sample.Plans[1], 9, SampleChains.Id(9), step, status);

        Assert.Equal(words, JobChain.Of(job, []).Ended);
    }

    [Fact]
    public async Task A_job_of_no_chain_has_no_strip()
    {
        Assert.DoesNotContain("job-chain", await Browser.GetStringAsync($"/jobs/{Sample.FailedJobId}"), StringComparison.Ordinal);
        using var strip = await Browser.GetAsync($"/jobs/{Sample.FailedJobId}?handler=Chain");
        Assert.Equal(HttpStatusCode.NotFound, strip.StatusCode);
    }

    [Fact]
    public void Rules_are_told_in_words() =>
        Assert.Equal("24 hourly and 3 newest", PlanWords.Kept(new() { KeepHourly = 24, KeepLast = 3, KeepDaily = 0 }));
}
