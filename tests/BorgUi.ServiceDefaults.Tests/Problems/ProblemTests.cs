using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Tests.Problems;

public sealed class ProblemTests
{
    [Fact]
    public async Task An_unknown_route_is_a_problem_with_a_stable_type_and_a_trace_id()
    {
        await using var app = await StartAsync();

        var (answer, problem) = await ReadAsync(await app.Client.GetAsync("/nowhere"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:borgui:problem:not-found", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.Matches("^00-[0-9a-f]{32}-", problem.GetProperty("trace_id").GetString());
    }

    [Theory]
    [InlineData("/missing", 404, "not-found")]
    [InlineData("/conflict", 409, "conflict")]
    [InlineData("/status/401", 401, "unauthorized")]
    [InlineData("/status/403", 403, "forbidden")]
    [InlineData("/status/429", 429, "rate-limited")]
    [InlineData("/status/503", 503, "unavailable")]
    public async Task Results_without_a_type_get_that_of_their_status(string path, int status, string slug)
    {
        await using var app = await StartAsync();

        var (answer, problem) = await ReadAsync(await app.Client.GetAsync(path));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("urn:borgui:problem:" + slug, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_type_that_the_endpoint_chose_stays()
    {
        await using var app = await StartAsync();

        var (_, problem) = await ReadAsync(await app.Client.GetAsync("/own-type"));

        Assert.Equal("urn:borgui:problem:repository-busy", problem.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("application/json", "urn:borgui:problem:internal")]
    [InlineData("text/html", "")]
    public async Task An_exception_is_a_500_that_tells_nothing_of_it_and_is_logged(string accept, string expected)
    {
        await using var app = await StartAsync();
        app.Client.DefaultRequestHeaders.Add("Accept", accept);

        var answer = await app.Client.GetAsync("/throw");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains(expected, text);
        Assert.DoesNotContain("inner secret", text);
        Assert.DoesNotContain("InvalidOperation", text);
        Assert.Contains(app.Logs.Lines, line => line.Contains("inner secret"));
    }

    [Fact]
    public async Task Broken_rules_are_told_per_field_in_snake_case()
    {
        await using var app = await StartAsync();

        var (answer, problem) = await ReadAsync(
            await app.Client.PostAsJsonAsync("/plans", new { keep_daily = -1, inner = new { time_zone = "" } }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("urn:borgui:problem:validation", problem.GetProperty("type").GetString());
        var errors = problem.GetProperty("errors");
        Assert.Equal(1, errors.GetProperty("keep_daily").GetArrayLength());
        Assert.Equal(1, errors.GetProperty("inner.time_zone").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"keep_daily":"many"}""", "keep_daily")]
    [InlineData("""{"inner":{"time_zone":7}}""", "inner.time_zone")]
    [InlineData("""{"keep_daily":""", "keep_daily")]
    [InlineData("nonsense", "body")]
    public async Task Unreadable_JSON_names_the_field_at_fault(string json, string field)
    {
        await using var app = await StartAsync();

        var (answer, problem) = await ReadAsync(
            await app.Client.PostAsync("/plans", new StringContent(json, Encoding.UTF8, "application/json")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Development_names_the_field_as_well_and_shows_the_exception()
    {
        await using var app = await StartAsync("Development");

        var (unreadable, problem) = await ReadAsync(
            await app.Client.PostAsync("/plans", new StringContent("""{"keep_daily":"many"}""", Encoding.UTF8, "application/json")));
        var thrown = await app.Client.GetAsync("/throw");

        Assert.Equal(HttpStatusCode.BadRequest, unreadable.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty("keep_daily", out _));
        Assert.Equal(HttpStatusCode.InternalServerError, thrown.StatusCode);
        Assert.Contains("inner secret", await thrown.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/list?page_size=abc")]
    [InlineData("/list")]
    public async Task Unreadable_query_values_name_the_parameter(string path)
    {
        await using var app = await StartAsync();

        var (answer, problem) = await ReadAsync(await app.Client.GetAsync(path));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty("page_size", out _));
    }

    [Fact]
    public async Task Answers_are_snake_case_and_the_server_does_not_name_itself()
    {
        await using var app = await StartAsync();

        var answer = await app.Client.GetAsync("/plan");

        Assert.Equal(
            """{"keep_daily":7,"inner":{"time_zone":"UTC"},"kind":"full_check"}""",
            await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Server"));
    }

    private static async Task<(HttpResponseMessage Answer, JsonElement Problem)> ReadAsync(HttpResponseMessage answer) =>
        (answer, await answer.Content.ReadFromJsonAsync<JsonElement>());

    private static Task<TestApp> StartAsync(string environment = "Production") => TestApp.StartAsync(
        environment: environment,
        build: builder => builder.Services.AddValidation(),
        map: app =>
        {
            app.MapGet("/missing", () => TypedResults.NotFound());
            app.MapGet("/conflict", () => TypedResults.Problem(statusCode: 409, detail: "It runs."));
            app.MapGet("/status/{code:int}", (int code) => TypedResults.StatusCode(code));
            app.MapGet("/own-type", () => TypedResults.Problem(statusCode: 409, type: "urn:borgui:problem:repository-busy"));
            app.MapGet("/throw", string () => throw new InvalidOperationException("inner secret"));
            app.MapGet("/list", (int page_size) => page_size);
            app.MapGet("/plan", () => new PlanBody(7, new InnerBody("UTC"), Kind.FullCheck));
            app.MapPost("/plans", (PlanBody plan) => plan);
        });
}

/// <summary>Public, because validation is generated for types it can reach.</summary>
public sealed record PlanBody([property: Range(0, 100)] int KeepDaily, InnerBody Inner, Kind? Kind);

public sealed record InnerBody([property: Required] string TimeZone);

public enum Kind
{
    FullCheck,
}
