using System.Net;
using BorgUi.Web.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Pages;

/// <summary>The buttons and forms that start an operation on a repository or an archive.</summary>
public sealed class OperationTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    private FakeApi Api => _site.Site.Api;

    private HttpClient Browser => _site.Browser;

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/repositories/{repository}?handler=Test", "/repositories/{repository}", "POST /api/repositories/{repository}/test")]
    [InlineData("/repositories/{repository}?handler=Compact", "/repositories/{repository}", "POST /api/repositories/{repository}/compact")]
    [InlineData("/repositories/{repository}?handler=BreakLock", "/repositories/{repository}", "POST /api/repositories/{repository}/break-lock")]
    [InlineData("/repositories/{repository}?handler=ExportKey", "/repositories/{repository}/key", "POST /api/repositories/{repository}/key/export")]
    [InlineData("/repositories/{repository}/check", "/repositories/{repository}/check", "POST /api/repositories/{repository}/check")]
    [InlineData("/repositories/{repository}/passphrase", "/repositories/{repository}/passphrase", "POST /api/repositories/{repository}/key/change-passphrase")]
    [InlineData("/archives/{archive}?handler=Delete", "/archives/{archive}", "DELETE /api/archives/{archive}")]
    [InlineData("/archives/{archive}/rename", "/archives/{archive}/rename", "POST /api/archives/{archive}/rename")]
    [InlineData("/archives/{archive}/restore", "/archives/{archive}/restore", "POST /api/archives/{archive}/restore")]
    public async Task Leads_to_the_job_that_it_starts(string address, string page, string request)
    {
        using var answer = await WebSite.PostAsync(Browser, _site.Fill(address), _site.Fill(page), []);

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Contains(_site.Fill(request), Api.Requests);
    }

    [Theory]
    [InlineData("/repositories/{repository}?handler=BreakLock", "/repositories/{repository}")]
    [InlineData("/archives/{archive}?handler=Delete", "/archives/{archive}")]
    public async Task A_refused_button_says_why_on_the_page_it_is_on(string address, string page)
    {
        Api.Refusal = Results.Problem(statusCode: 409, title: "A job of ours holds the lock.", detail: "Wait for it, or cancel it.");

        using var answer = await WebSite.PostAsync(Browser, _site.Fill(address), _site.Fill(page), []);

        Assert.Equal(_site.Fill(page), answer.Headers.Location?.OriginalString);
        Assert.Contains("A job of ours holds the lock. Wait for it, or cancel it.", await Browser.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_saved_with_what_is_expected_of_it_and_an_absence_ends_with_its_last_day()
    {
        using var answer = await WebSite.PostAsync(Browser, _site.Fill("/plans/{plan}"), _site.Fill("/plans/{plan}"), new()
        {
            ["Input.ExpectedEverySeconds"] = "86400", ["Input.AbsentUntil"] = "2031-05-06", ["Input.AbsentReason"] = "on holiday",
        });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("""
            "expected_every_seconds":86400,"absent_until":"2031-05-07T00:00:00+00:00","absent_reason":"on holiday"
            """, Api.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_saved_as_the_form_says_and_an_empty_field_is_no_limit()
    {
        using var answer = await WebSite.PostAsync(Browser, "/settings", "/settings", new() { ["Input.History.LogJobsKept"] = "", ["Input.History.JobDaysKept"] = "365", ["Input.Alarms.CheckDays"] = "30" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("""{"history":{"job_days_kept":365},"alarms":{"check_days":30},""", Api.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_is_asked_for_as_the_form_says_with_its_time_in_seconds()
    {
        using var answer = await WebSite.PostAsync(Browser, _site.Fill("/repositories/{repository}/check"), _site.Fill("/repositories/{repository}/check"), new()
        {
            ["Input.Part"] = "Repository",
            ["Input.MaxDuration"] = "90",
        });

        Assert.Equal("""{"max_duration":5400,"repository_only":true,"archives_only":false,"verify_data":false}""", Api.LastBody);
    }

    [Theory]
    [InlineData("/repositories/{repository}/check", "verify_data", "Input.MaxDuration", "30")]
    [InlineData("/repositories/{repository}/passphrase", "new_passphrase", "Input.Again", "")]
    [InlineData("/repositories/{repository}/prune", "archive_glob", "Input.ArchiveGlob", "web-*")]
    [InlineData("/archives/{archive}/rename", "name", "Input.Name", "a/b")]
    [InlineData("/archives/{archive}/restore", "destination", "Input.Destination", "relative")]
    public async Task What_the_api_finds_wrong_stands_at_its_field_and_what_was_typed_stays(string address, string field, string typed, string value)
    {
        Api.Refusal = Results.ValidationProblem(new Dictionary<string, string[]> { [field] = ["So it cannot be."] });

        using var answer = await WebSite.PostAsync(Browser, _site.Fill(address), _site.Fill(address), new() { [typed] = value, ["Input.Series"] = "Names", ["Input.Rules.KeepLast"] = "3", ["Input.Agreed"] = "true", ["Input.Part"] = "Repository" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Matches($"<span class=\"field__error field-validation-error\"[^>]*>So it cannot be\\.", html);
        Assert.True(value.Length == 0 || html.Contains($"value=\"{value}\"", StringComparison.Ordinal), $"{value} is gone.");
    }

    [Theory]
    [InlineData("/repositories/{repository}/check")]
    [InlineData("/repositories/{repository}/passphrase")]
    [InlineData("/archives/{archive}/rename")]
    public async Task In_a_dialog_a_form_comes_back_alone_or_sends_the_browser_to_the_job(string address)
    {
        var token = await TokenAsync(_site.Fill(address));
        Api.Refusal = Results.Problem(statusCode: 409, title: "The repository is not ready yet.", detail: "Wait for that job to end.");
        using var refused = await HtmxPostAsync(_site.Fill(address), token);
        Api.Refusal = null;
        using var taken = await HtmxPostAsync(_site.Fill(address), token);

        var form = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.StartsWith("<form", form.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("The repository is not ready yet. Wait for that job to end.", form, StringComparison.Ordinal);
        Assert.Equal($"/jobs/{Sample.RunningJobId}", Assert.Single(taken.Headers.GetValues("HX-Redirect")));
    }

    [Theory]
    [InlineData("/repositories/{repository}/check", "Input.VerifyData", "true", "Data is verified by way of the archives")]
    [InlineData("/repositories/{repository}/check", "Input.MaxDuration", "0", "a number of minutes above 0")]
    [InlineData("/repositories/{repository}/prune", "Input.Rules.KeepDaily", "0", "Nothing would be kept")]
    [InlineData("/repositories/{repository}/prune", "Input.Series", "Plan", "Choose the plan")]
    public async Task What_cannot_be_meant_is_said_in_the_words_of_the_form(string address, string field, string value, string words)
    {
        using var answer = await WebSite.PostAsync(Browser, _site.Fill(address), _site.Fill(address), new()
        {
            ["Input.Part"] = "Repository",
            ["Input.Series"] = "Names",
            [field] = value,
        });

        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(Api.LastBody);
    }

    [Fact]
    public async Task Two_different_passphrases_are_never_sent()
    {
        var page = _site.Fill("/repositories/{repository}/passphrase");

        using var answer = await WebSite.PostAsync(Browser, page, page, new() { ["Input.NewPassphrase"] = "one secret", ["Input.Again"] = "another" });

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("The two are not the same.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("one secret", html, StringComparison.Ordinal);
        Assert.Null(Api.LastBody);
    }

    private async Task<string> TokenAsync(string page)
    {
        var html = await Browser.GetStringAsync(page);
        const string start = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var from = html.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return html[from..html.IndexOf('"', from)];
    }

    private async Task<HttpResponseMessage> HtmxPostAsync(string address, string token)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Add("HX-Request", "true");
        return await Browser.SendAsync(request);
    }
}
