using System.Collections.Concurrent;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Retention;
using BorgUi.Contracts.Settings;
using BorgUi.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>An API on a real port that answers with recorded records. It is the edge of the process under test.</summary>
public sealed partial class FakeApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeApi(WebApplication app, Sample sample)
    {
        _app = app;
        Sample = sample;
    }

    public FakeSessions Sessions { get; } = new();

    public Sample Sample { get; }

    public Uri Address => new(_app.Urls.First());

    /// <summary>What came in, method and path with query, newest last.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The body of the last request that started an operation or saved a plan, as it came.</summary>
    public string? LastBody { get; private set; }

    /// <summary>What the last preview of a prune asked for.</summary>
    public PrunePreviewRequest? LastPreview { get; private set; }

    /// <summary>The problem that the next changes are refused with.</summary>
    public IResult? Refusal { get; set; }

    /// <summary>The last answer of this path is kept open until this completes.</summary>
    public TaskCompletionSource StreamGate { get; } = new();

    public static async Task<FakeApi> StartAsync(Sample? sample = null, string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => SnakeCaseJson.Apply(json.SerializerOptions));
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        var api = new FakeApi(app, sample ?? Sample.Busy());
        app.Use(api.GuardAsync);
        api.Sessions.Map(app);
        api.MapReads(app);
        api.MapChanges(app);
        api.MapSchedules(app);
        api.MapNotifications(app);
        api.MapFiles(app);
        api.MapSignals(app);
        api.MapStreams(app);
        await app.StartAsync();
        return api;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        StreamGate.TrySetResult();
        await _app.DisposeAsync();
    }

    private async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        Requests.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
        var isOpen = http.Request.Path.StartsWithSegments("/api/auth") || http.Request.Path.StartsWithSegments("/api/open")
            || http.Request.Path == "/health";
        if (isOpen || Sessions.Knows(http.Request))
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private void MapReads(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => new { status = "healthy", jobs_count = 3, database = "healthy", redis = "healthy", workers = 2 });
        routes.MapGet("/api/stats/dashboard", () => Sample.Dashboard());
        routes.MapGet("/api/jobs", (HttpRequest request) => string.CompareOrdinal(request.Query["from"], request.Query["to"]) > 0 && request.Query.ContainsKey("to")
            ? Results.ValidationProblem(new Dictionary<string, string[]> { ["to"] = ["The end lies before the beginning; give a later time."] })
            : Results.Ok(Sample.JobsLike(request.Query)));
        routes.MapGet("/api/jobs/{id:guid}", (Guid id) => Found(Sample.Jobs.FirstOrDefault(job => job.JobId == id)));
        routes.MapGet("/api/jobs/{id:guid}/log", (Guid id, long after) => Sample.LogAfter(after));
        routes.MapGet("/api/jobs/export.csv", (string? search) => Results.Text($"job_id\r\n{search}\r\n", "text/csv"));
        routes.MapGet("/api/restore/jobs/{id:guid}/report", (string? outcome) => SampleOperations.Report(outcome));
        routes.MapGet("/api/restore/jobs/{id:guid}/report.csv", () => Results.Text("outcome,path\r\n", "text/csv"));
        routes.MapGet("/api/jobs/{id:guid}/log.txt", () => Results.Text("line one\nline two\n"));
        routes.MapGet("/api/repositories", (string? search) => All(Sample.Repositories.Where(one => Matches(one.Name, search))));
        routes.MapGet("/api/repositories/{id:guid}", (Guid id) => Found(Sample.Repositories.FirstOrDefault(one => one.Id == id)));
        routes.MapGet("/api/repositories/{id:guid}/key", () => Found(Sample.Key));
        routes.MapGet("/api/plans", (string? search, string[] freshness) => All(Sample.Plans.Where(one => Matches(one.Name, search) && SampleFreshness.IsOneOf(one, freshness))));
        routes.MapGet("/api/plans/{id:guid}", (Guid id) => Found(Sample.Plans.FirstOrDefault(one => one.Id == id)));
        routes.MapGet("/api/archives", (string? search, int limit) => All(Sample.Archives.Where(one => Matches(one.Name, search)), limit));
        routes.MapGet("/api/logs", () => new RecentLog { Items = Sample.RecentLog });
        routes.MapGet("/api/settings", () => new ServerSettings { History = new() { LogJobsKept = 42 } });
        routes.MapGet("/api/workers", () => All(Sample.Workers));
        routes.MapGet("/api/alarms", (bool? cleared) => All(Sample.Alarms.Where(alarm => alarm.ClearedAt is not null == (cleared ?? false))));
        routes.MapGet("/api/archives/{id:guid}", (Guid id) => Found(Sample.Archives.FirstOrDefault(one => one.Id == id)));
    }

    private void MapChanges(IEndpointRouteBuilder routes)
    {
        var started = new JobStarted(Sample.RunningJobId, JobStatus.Pending, "Queued.");
        routes.MapPost("/api/backup/run", () => Refusal ?? Results.Json(started, statusCode: 202));
        routes.MapPost("/api/jobs/{id:guid}/cancel", () => Refusal ?? Results.Json(started, statusCode: 202));
        routes.MapPost("/api/jobs/{id:guid}/pause", () => Refusal ?? Results.Json(started, statusCode: 202));
        routes.MapPost("/api/jobs/{id:guid}/start", () => Refusal ?? Results.Json(started, statusCode: 202));
        foreach (var verb in (string[])["recover", "dismiss"])
        {
            routes.MapPost($"/api/jobs/{verb}", () => Refusal ?? Results.Ok(new JobsChanged(1, [new(Sample.RunningJobId, JobStatus.Pending)])));
        }

        routes.MapGet("/api/repositories/{id:guid}/recovery-kit", (Guid id) => Refusal ?? Results.Ok(SampleRecoveryKit.Of(Sample.Repositories.First(one => one.Id == id))));
        routes.MapPost("/api/repositories/{id:guid}/recovery-kit/accept-risk", () => Refusal ?? Results.NoContent());
        routes.MapPost("/api/repositories/{id:guid}/sync", () => Refusal ?? Results.Json(started, statusCode: 202));
        routes.MapPost("/api/repositories", () => Refusal ?? Results.Json(
            new RepositoryStarted(Guid.CreateVersion7(), Sample.RunningJobId, JobStatus.Pending, "Queued."), statusCode: 202));
        routes.MapPatch("/api/repositories/{id:guid}", (Guid id) => Refusal ?? Found(Sample.Repositories.First(one => one.Id == id)));
        routes.MapPost("/api/plans", (HttpRequest request) => TakeAsync(request, Results.Json(Sample.Plans[0], statusCode: 201)));
        routes.MapPut("/api/plans/{id:guid}", (HttpRequest request) => TakeAsync(request, Results.Ok(Sample.Plans[0])));
        routes.MapPut("/api/settings", (HttpRequest request) => TakeAsync(request, Results.Ok(new ServerSettings())));
        routes.MapDelete("/api/settings", () => Refusal ?? Results.Ok(new ServerSettings()));
        foreach (var action in (string[])["test", "check", "compact", "prune", "break-lock", "key/export", "key/change-passphrase"])
        {
            routes.MapPost($"/api/repositories/{{id:guid}}/{action}", (HttpRequest request) => StartAsync(request, started));
        }

        routes.MapPost("/api/repositories/{id:guid}/prune/preview", (PrunePreviewRequest request) => SamplePreview.Of(LastPreview = request, Sample.Archives));
        routes.MapPatch("/api/archives/{id:guid}", (Guid id, ChangeArchiveRequest change) =>
            Refusal ?? Found(Sample.Archives.Where(one => one.Id == id).Select(one => one with { Pinned = change.Pinned!.Value }).FirstOrDefault()));
        routes.MapPost("/api/archives/{id:guid}/restore", (HttpRequest request) => StartAsync(request, started));
        routes.MapPost("/api/archives/{id:guid}/rename", (HttpRequest request) => StartAsync(request, started));
        routes.MapDelete("/api/archives/{id:guid}", () => Refusal ?? Results.Json(started, statusCode: 202));
        foreach (var kind in (string[])["jobs", "repositories", "plans", "workers"])
        {
            routes.MapDelete($"/api/{kind}/{{id:guid}}", () => Refusal ?? Results.NoContent());
        }
    }

    private Task<IResult> StartAsync(HttpRequest request, JobStarted started) => TakeAsync(request, Results.Json(started, statusCode: 202));

    private async Task<IResult> TakeAsync(HttpRequest request, IResult answer)
    {
        using var reader = new StreamReader(request.Body);
        LastBody = await reader.ReadToEndAsync();
        return Refusal ?? answer;
    }

    private void MapStreams(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/open/echo", (HttpRequest request) =>
            request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()));
        routes.MapPost("/api/open/length", async (HttpRequest request) =>
        {
            var counter = new MemoryStream();
            await request.Body.CopyToAsync(counter);
            return counter.Length;
        }).WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute());
        routes.MapGet("/api/open/path/{**rest}", (HttpContext http) =>
            http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget);
        routes.MapGet("/openapi/v1.json", () => Results.Text("{\"openapi\":\"3.1.0\"}", "application/json"));
        routes.MapGet("/api/open/events", async (HttpContext http) =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("data: first\n\n");
            await http.Response.Body.FlushAsync();
            await StreamGate.Task.WaitAsync(http.RequestAborted);
            await http.Response.WriteAsync("data: second\n\n");
        });
    }

    private static bool Matches(string name, string? search) =>
        string.IsNullOrEmpty(search) || name.Contains(search, StringComparison.OrdinalIgnoreCase);

    private static IResult Found<T>(T? item)
        where T : class => item is null ? Results.Problem(statusCode: 404) : Results.Ok(item);

    private static Page<T> All<T>(IEnumerable<T> items, int limit = int.MaxValue)
    {
        T[] all = [.. items];
        return new Page<T> { Items = [.. all.Take(limit)], Total = all.Length };
    }
}
