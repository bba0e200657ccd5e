using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BorgUi.Web.Tests.Fakes;

public sealed partial class FakeApi
{
    /// <summary>Why no folder can be read now.</summary>
    public IResult? Busy { get; set; }

    private void MapFiles(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/archives/{id:guid}/entries", (string path, string? cursor) => Busy
            ?? (path == SampleFiles.NoFolder ? Results.Problem(statusCode: 404)
                : Results.Ok(SampleFiles.FolderOf(path, cursor, path == "unindexed" ? EntrySource.Borg : EntrySource.Index))));
        routes.MapGet("/api/search", (string q) => q.Trim().Length < 3
            ? Results.ValidationProblem(new Dictionary<string, string[]> { ["q"] = ["Type at least three letters."] })
            : Results.Ok(SampleFiles.Search(q, Sample.Archives)));
        routes.MapGet("/api/repositories/{id:guid}/versions", (string path) =>
            SampleFiles.Versions(path, SampleFiles.Reference(Sample.Archives[1]), SampleFiles.Reference(Sample.Archives[0])));
        routes.MapGet("/api/archives/{id:guid}/diff/{other:guid}", (Guid id, Guid other, string path) => Busy ?? Results.Ok(SampleFiles.Diff(
            SampleFiles.Reference(Sample.Archives.First(one => one.Id == id)), SampleFiles.Reference(Sample.Archives.First(one => one.Id == other)), path)));
        var started = new JobStarted(Sample.RunningJobId, JobStatus.Pending, "Queued.");
        routes.MapPost("/api/archives/{id:guid}/diff/{other:guid}", () => Refusal ?? Results.Json(started, statusCode: 202));
        routes.MapPost("/api/archives/{id:guid}/compare", (HttpRequest request) => StartAsync(request, started));
        routes.MapGet("/api/jobs/{id:guid}/differences", (string? change, string? search, string? cursor) => SampleComparisons.Page(change, search, cursor));
        routes.MapGet("/api/jobs/{id:guid}/differences.csv", (string? change) => Results.Text($"change,path\r\n{change}\r\n", "text/csv"));
        routes.MapPost("/api/archives/{id:guid}/index", () => Refusal ?? Results.Json(started, statusCode: 202));
        routes.MapPost("/api/archives/{id:guid}/download-links", (HttpRequest request) =>
            TakeAsync(request, Results.Json(new DownloadLink("/api/open/echo?signature=abc", DateTimeOffset.UnixEpoch), statusCode: 201)));
    }
}
