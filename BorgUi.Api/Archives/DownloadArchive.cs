using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Streams;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Archives;

internal sealed class DownloadArchive : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/download", HandleAsync)
        .WithName(nameof(DownloadArchive))
        .WithSummary("Download files of an archive")
        .WithDescription("Streamed from borg as fast as it is read; with a token, or with the address of a download link. It is a job: a connection that breaks off before the end is a download that failed.")
        .Produces<FileStreamHttpResult>(StatusCodes.Status200OK, "application/octet-stream", "application/gzip", "application/zip")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .RequireAuthorization(Policies.OperatorOrLink);

    private static async Task<IResult> HandleAsync(
        Guid id,
        [FromQuery(Name = "path"), Description("A stored path, with what lies below it; may repeat. Everything when left out.")] string[]? path,
        [Description("file, tar_gz or zip; when left out file for one path, else tar_gz.")] string? format,
        BorgUiDbContext db,
        WorkerStreams streams,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        DownloadFormat? wanted = EnumWords<DownloadFormat>.Parse(errors, "format", format is null ? null : [format]) is [var word] ? word : null;
        var (paths, chosen) = DownloadRules.Of(errors, "path", path ?? [], wanted);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var details = new DownloadDetails { ArchiveName = target.Name, BorgId = target.BorgId, Paths = paths, Format = chosen };
        var opened = await streams.OpenAsync(DownloadJob.Of(id, target.RepositoryId, target.Site, details, clock.GetUtcNow()), cancellationToken);
        return opened.Refusal ?? new StreamedAnswer(opened.Response!, DownloadRules.FileName(paths, chosen, target.Name));
    }
}
