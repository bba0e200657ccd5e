using System.Net;
using System.Text.Json;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Plans;
using BorgUi.Web.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Pages;

/// <summary>The hooks in a plan's form.</summary>
public sealed class HookFormTests : IAsyncLifetime
{
    private WebSite _site = null!;
    private HttpClient _browser = null!;

    private PlanResponse Plan => _site.Api.Sample.Plans[1];

    private string Page => $"/plans/{Plan.Id}";

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
    public async Task Rows_are_added_moved_and_removed_without_saving_and_keep_what_was_typed()
    {
        var added = await ReadAsync("/plans/new", Fields(("hook", "add"), ("Input.Name", "typed"), ("Input.Hooks[0].Name", "one")));
        var moved = await ReadAsync(Page, Fields(("hook", "up 1"), ("Input.Hooks[0].Name", "one"), ("Input.Hooks[1].Name", "two")));
        var removed = await ReadAsync(Page, Fields(("hook", "remove 0"), ("Input.Hooks[0].Name", "one"), ("Input.Hooks[1].Name", "two")));

        Assert.Equal(("typed", "one", ""), (ValueOf(added, "Input.Name"), ValueOf(added, "Input.Hooks[0].Name"), ValueOf(added, "Input.Hooks[1].Name")));
        Assert.Equal(("two", "one"), (ValueOf(moved, "Input.Hooks[0].Name"), ValueOf(moved, "Input.Hooks[1].Name")));
        Assert.Equal("two", ValueOf(removed, "Input.Hooks[0].Name"));
        Assert.DoesNotContain("name=\"Input.Hooks[1].Name\"", removed, StringComparison.Ordinal);
        Assert.DoesNotContain(_site.Api.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal) || request == "POST /api/plans");
    }

    [Fact]
    public async Task They_are_saved_with_the_plan_and_a_secret_that_was_not_typed_stays()
    {
        var id = Plan.Hooks[0].Id;

        using var answer = await PostAsync(Page, Fields(
            ("Input.Hooks[0].Id", $"{id}"), ("Input.Hooks[0].Name", "stop database"), ("Input.Hooks[0].When", "Before"), ("Input.Hooks[0].OnFailure", "Continue"),
            ("Input.Hooks[0].Command", "systemctl\r\nstop\r\nthe database"), ("Input.Hooks[0].Secret", ""),
            ("Input.Hooks[1].Name", "tell"), ("Input.Hooks[1].When", "After"), ("Input.Hooks[1].RunOn", "Failure"),
            ("Input.Hooks[1].Http.Url", "https://example.org"), ("Input.Hooks[1].Http.Method", "PUT"), ("Input.Hooks[1].TimeoutSeconds", "20"), ("Input.Hooks[1].Secret", "a new secret")));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var hooks = JsonDocument.Parse(_site.Api.LastBody!).RootElement.GetProperty("hooks");
        Assert.Equal(
            $$"""{"id":"{{id}}","name":"stop database","when":"before","around":"backup","on_failure":"continue","command":["systemctl","stop","the database"]}""",
            hooks[0].GetRawText());
        Assert.Equal(
            """{"name":"tell","when":"after","around":"backup","run_on":"failure","http":{"url":"https://example.org","method":"PUT"},"timeout_seconds":20,"secret":"a new secret"}""",
            hooks[1].GetRawText());
    }

    [Fact]
    public async Task When_all_rows_are_gone_all_hooks_are_removed()
    {
        using var answer = await PostAsync(Page, Fields());

        Assert.Equal(0, JsonDocument.Parse(_site.Api.LastBody!).RootElement.GetProperty("hooks").GetArrayLength());
    }

    [Fact]
    public async Task What_is_wrong_stands_in_the_row_that_it_is_about()
    {
        _site.Api.Refusal = Results.ValidationProblem(new Dictionary<string, string[]>
        {
            ["hooks[1].http.url"] = ["This is no address."],
            ["hooks[0].timeout_seconds"] = ["That is too long."],
        });

        var html = await ReadAsync(Page, Fields(("Input.Hooks[0].Name", "one"), ("Input.Hooks[1].Name", "two")));

        Assert.Matches("data-valmsg-for=\"Input.Hooks\\[1\\].Http.Url\"[^>]*>This is no address.", html);
        Assert.Matches("data-valmsg-for=\"Input.Hooks\\[0\\].TimeoutSeconds\"[^>]*>That is too long.", html);
    }

    [Fact]
    public async Task Who_is_no_admin_reads_them_in_words_and_saves_the_plan_without_them()
    {
        _site.Api.Sessions.Role = Roles.Operator;
        using var someone = await _site.LoggedInAsync();

        var html = WebUtility.HtmlDecode(await someone.GetStringAsync(Page));
        using var answer = await WebSite.PostAsync(someone, Page, Page, new() { ["Input.Name"] = "renamed" });

        Assert.Contains("Before each backup; when it fails, borg is not started", html, StringComparison.Ordinal);
        Assert.Contains("systemctl stop postgresql", html, StringComparison.Ordinal);
        Assert.Contains("After each backup that failed or was cut off", html, StringComparison.Ordinal);
        Assert.Contains("at most 30 s, with a secret", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Add a hook", html, StringComparison.Ordinal);
        Assert.False(JsonDocument.Parse(_site.Api.LastBody!).RootElement.TryGetProperty("hooks", out _));
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields)
    {
        var all = fields.ToDictionary(field => field.Name, field => field.Value);
        all["Input.EditsHooks"] = "true";
        return all;
    }

    private Task<HttpResponseMessage> PostAsync(string page, Dictionary<string, string> fields) => WebSite.PostAsync(_browser, page, page, fields);

    private async Task<string> ReadAsync(string page, Dictionary<string, string> fields)
    {
        using var answer = await PostAsync(page, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static string ValueOf(string html, string name)
    {
        var input = html[html.IndexOf($"name=\"{name}\"", StringComparison.Ordinal)..];
        var tag = input[..input.IndexOf('>', StringComparison.Ordinal)];
        return tag.Split("value=\"").ElementAtOrDefault(1)?.Split('"')[0] ?? "";
    }
}
