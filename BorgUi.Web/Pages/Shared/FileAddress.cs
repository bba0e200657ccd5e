using Microsoft.AspNetCore.Http.Extensions;

namespace BorgUi.Web.Pages.Shared;

/// <summary>Where files of archives are shown; any path survives the way.</summary>
internal static class FileAddress
{
    public static string Folder(Guid archiveId, string path) => $"/archives/{archiveId}/files" + Query(("path", path));

    /// <param name="repositoryId">Whose archives are asked.</param>
    /// <param name="path">As stored.</param>
    /// <param name="from">The archive into which the folders above lead.</param>
    public static string Versions(Guid repositoryId, string path, Guid? from = null) =>
        $"/repositories/{repositoryId}/versions" + Query(("path", path), ("archive", from?.ToString()));

    public static string Restore(Guid archiveId, string path) => $"/archives/{archiveId}/restore" + Query(("path", path));

    public static string Search(string words) => "/files" + Query(("q", words));

    private static string Query(params (string Name, string? Value)[] parts) => new QueryBuilder(
        from part in parts where !string.IsNullOrEmpty(part.Value) select KeyValuePair.Create(part.Name, part.Value!)).ToString();
}
