using System.Text.Json;
using BorgUi.Api.Streams;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Jobs;

namespace BorgUi.Api.Archives;

/// <summary>Asks borg itself for a folder of an archive that is not indexed: slower the larger the archive is, and only while the repository is free.</summary>
internal sealed class BorgFolders(WorkerStreams streams, TimeProvider clock)
{
    /// <summary>The folder, or why it cannot be said now (404, 409, 502).</summary>
    /// <param name="target">The archive.</param>
    /// <param name="path">As stored, without a leading '/'; empty for the root.</param>
    public async Task<(ArchiveFolder? Folder, IResult? Refusal)> FindAsync(ArchiveTarget target, string path, CancellationToken cancellationToken)
    {
        if (target.NotReady() is { } conflict)
        {
            return (null, conflict);
        }

        var details = new BrowseDetails { ArchiveName = target.Name, BorgId = target.BorgId, Path = path };
        var opened = await streams.OpenAsync(BrowseJob.Of(target.Id, target.RepositoryId, target.Site, details, clock.GetUtcNow()), cancellationToken);
        if (opened.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        using var response = opened.Response!;
        try
        {
            return (await response.Content.ReadFromJsonAsync(BorgUiJson.Default.ArchiveFolder, cancellationToken), null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            return (null, WorkerStreams.BrokenOff());
        }
    }
}
