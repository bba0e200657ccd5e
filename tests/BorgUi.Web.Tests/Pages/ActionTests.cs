using System.Net;
using BorgUi.Web.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Pages;

/// <summary>What the buttons and forms do.</summary>
public sealed class ActionTests : IAsyncLifetime
{
    private WebSite _site = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        _site = await WebSite.StartAsync();
        _browser = await _site.LoggedInAsync();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Back_up_now_goes_to_the_job()
    {
        var plan = _site.Api.Sample.Plans[0].Id;

        using var answer = await WebSite.PostAsync(_browser, $"/plans?handler=Run&id={plan}", "/plans", []);

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Contains("POST /api/backup/run", _site.Api.Requests);
    }

    [Fact]
    public async Task Who_looked_at_an_unusual_backup_says_up_to_which()
    {
        var plan = _site.Api.Sample.Plans[0].Id;
        var newest = _site.Api.Sample.Archives.Where(archive => archive.PlanId == plan).MaxBy(archive => archive.StartedAt)!.Id;
        Assert.Contains($"archive={newest}", await _browser.GetStringAsync($"/plans/{plan}"), StringComparison.Ordinal);

        using var answer = await WebSite.PostAsync(_browser, $"/plans/{plan}?handler=Looked&archive={newest}", $"/plans/{plan}", []);

        Assert.Equal($"/plans/{plan}", answer.Headers.Location?.OriginalString);
        Assert.Contains($"POST /api/plans/{plan}/looked", _site.Api.Requests);
        Assert.Contains(newest.ToString(), _site.Api.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_up_now_by_htmx_answers_202_and_where_to_go()
    {
        using var answer = await HtmxPostAsync($"/plans?handler=Run&id={_site.Api.Sample.Plans[0].Id}", await TokenAsync());

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($"/jobs/{Sample.RunningJobId}", Assert.Single(answer.Headers.GetValues("HX-Redirect")));
    }

    [Fact]
    public async Task An_htmx_post_without_the_token_is_refused_before_anything_happens()
    {
        using var answer = await HtmxPostAsync($"/plans?handler=Run&id={_site.Api.Sample.Plans[0].Id}", token: null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("POST /api/backup/run", _site.Api.Requests);
    }

    [Theory]
    [InlineData("/logout")]
    [InlineData("/plans?handler=Run&id=01930000-0000-7000-8000-000000000001")]
    [InlineData("/plans/new")]
    [InlineData("/repositories/new")]
    [InlineData("/jobs/01930000-0000-7000-8000-000000000001?handler=Cancel")]
    [InlineData("/jobs/01930000-0000-7000-8000-000000000001?handler=Delete")]
    [InlineData("/jobs/01930000-0000-7000-8000-000000000001?handler=Pause")]
    [InlineData("/jobs/01930000-0000-7000-8000-000000000001?handler=Start")]
    [InlineData("/jobs/01930000-0000-7000-8000-000000000001?handler=Dismiss")]
    [InlineData("/shell/interrupted?handler=Recover")]
    [InlineData("/shell/interrupted?handler=Dismiss")]
    public async Task No_form_is_taken_without_its_antiforgery_token(string address)
    {
        using var form = new FormUrlEncodedContent([]);

        using var answer = await _browser.PostAsync(address, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Recover", "POST /api/jobs/recover")]
    [InlineData("Dismiss", "POST /api/jobs/dismiss")]
    public async Task The_notice_of_interrupted_jobs_acts_on_all_of_them_and_answers_with_itself(string handler, string request)
    {
        using var answer = await HtmxPostAsync($"/shell/interrupted?handler={handler}", await TokenAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("id=\"interrupted-notice\"", await answer.Content.ReadAsStringAsync());
        Assert.Contains(request, _site.Api.Requests);
    }

    [Theory]
    [InlineData("Pause", "pause")]
    [InlineData("Start", "start")]
    public async Task The_buttons_of_a_job_ask_the_api(string handler, string verb)
    {
        using var answer = await WebSite.PostAsync(_browser, $"/jobs/{Sample.RunningJobId}?handler={handler}", $"/jobs/{Sample.RunningJobId}", []);

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Contains($"POST /api/jobs/{Sample.RunningJobId}/{verb}", _site.Api.Requests);
    }

    [Fact]
    public async Task A_refusal_of_the_api_reaches_the_person_in_its_own_words()
    {
        _site.Api.Refusal = Results.Problem(statusCode: 409, title: "A job of this plan is running already – ж.");

        using var answer = await HtmxPostAsync($"/plans?handler=Run&id={_site.Api.Sample.Plans[0].Id}", await TokenAsync());

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(
            "A job of this plan is running already – ж.", Uri.UnescapeDataString(Assert.Single(answer.Headers.GetValues("X-Toast"))));
    }

    [Fact]
    public async Task Errors_of_fields_stand_beside_their_fields_and_what_was_typed_stays()
    {
        _site.Api.Refusal = Results.ValidationProblem(new Dictionary<string, string[]>
        {
            ["sources[1]"] = ["An absolute path is needed."],
            ["archive_name_template"] = ["The name must be new each time."],
        });

        using var answer = await WebSite.PostAsync(_browser, "/plans/new", "/plans/new", new()
        {
            ["Input.Name"] = "My plan",
            ["Input.Sources"] = "/home\r\nrelative",
        });

        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("An absolute path is needed.", html, StringComparison.Ordinal);
        Assert.Contains("The name must be new each time.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"My plan\"", html, StringComparison.Ordinal);
        Assert.Contains("relative</textarea>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_BorgUi_itself_is_offered_until_there_is_one_and_leads_to_its_schedule()
    {
        const string Offer = "/plans/new?borgui=true";
        Assert.Contains(Offer, await _browser.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("value=\"BorgUi itself\"", await _browser.GetStringAsync(Offer), StringComparison.Ordinal);

        using var made = await WebSite.PostAsync(_browser, "/plans/new", Offer, new() { ["Input.Name"] = "BorgUi itself", ["Input.IncludesBorgui"] = "true" });

        var plan = _site.Api.Sample.Plans[0];
        Assert.Equal($"/schedules/new?plan={plan.Id}", made.Headers.Location?.OriginalString);
        Assert.Contains("\"includes_borgui\":true", _site.Api.LastBody, StringComparison.Ordinal);
        _site.Api.Sample.Plans = [plan with { IncludesBorgui = true }];
        Assert.DoesNotContain(Offer, await _browser.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("BorgUi itself, ", await _browser.GetStringAsync("/plans"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_can_be_cancelled_and_says_so()
    {
        using var answer = await WebSite.PostAsync(
            _browser, $"/jobs/{Sample.RunningJobId}?handler=Cancel", $"/jobs/{Sample.RunningJobId}", []);

        Assert.Contains($"POST /api/jobs/{Sample.RunningJobId}/cancel", _site.Api.Requests);
        Assert.Contains(
            "The job is being cancelled.", await _browser.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_worker_can_be_forgotten()
    {
        var lost = _site.Api.Sample.Workers[2].Id;
        using var answer = await WebSite.PostAsync(_browser, $"/workers?handler=Forget&id={lost}", "/workers", []);

        Assert.Contains($"DELETE /api/workers/{lost}", _site.Api.Requests);
        Assert.Contains("The worker is forgotten.", await _browser.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_can_be_read_on_and_saved()
    {
        var lines = await _browser.GetStringAsync($"/jobs/{Sample.RunningJobId}?handler=Log&after=398");
        using var text = await _browser.GetAsync($"/jobs/{Sample.RunningJobId}?handler=Text");

        Assert.Contains("\"number\":399", lines, StringComparison.Ordinal);
        Assert.Contains("\"level\":\"info\"", lines, StringComparison.Ordinal);
        Assert.Equal("line one\nline two\n", await text.Content.ReadAsStringAsync());
        Assert.Equal("attachment", text.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Fact]
    public async Task The_history_is_saved_as_it_is_filtered_and_all_pages_of_it()
    {
        var page = WebUtility.HtmlDecode(await _browser.GetStringAsync("/jobs?handler=History&status=Completed&p=1"));
        using var csv = await _browser.GetAsync("/jobs?search=nightly&status=Failed&handler=Csv");

        Assert.Contains("href=\"/jobs?status=Completed&handler=Csv\"", page, StringComparison.Ordinal);
        Assert.Contains("hx-get=\"/jobs?status=Completed&p=1&handler=History\"", page, StringComparison.Ordinal);
        Assert.Equal("job_id\r\nnightly\r\n", await csv.Content.ReadAsStringAsync());
        Assert.Equal("attachment", csv.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("GET /api/jobs/export.csv?search=nightly&without_chores=true&status=failed", _site.Api.Requests);
    }

    private async Task<string> TokenAsync()
    {
        var html = WebUtility.HtmlDecode(await _browser.GetStringAsync("/plans"));
        const string start = "{\"RequestVerificationToken\":\"";
        var from = html.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return html[from..html.IndexOf('"', from)];
    }

    private async Task<HttpResponseMessage> HtmxPostAsync(string address, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add("HX-Request", "true");
        if (token is not null)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }

        return await _browser.SendAsync(request);
    }
}
