using System.Globalization;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace BorgUi.Api.Archives;

/// <summary>
/// Addresses of downloads that carry their own permission: all that they name is signed under a key that comes from the master key,
/// with the time until which they are good. Nothing in them is secret but the signature.
/// </summary>
internal sealed class DownloadLinks(SecretBox secrets, IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <summary>For an address with many paths; browsers take longer ones.</summary>
    public const int MaximumRequestLine = 32 * 1024;

    private const int MaximumLength = MaximumRequestLine - 1024;
    private const string Purpose = "download-link";

    public static bool IsLink(HttpRequest request) => request.Query.ContainsKey("signature");

    /// <summary>Null when the paths are too many for one address.</summary>
    public DownloadLink? Make(Guid archiveId, IReadOnlyList<string> paths, DownloadFormat format)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + options.Value.DownloadLinkLifetime).ToUnixTimeSeconds());
        var (word, expires) = (EnumWords<DownloadFormat>.Of(format), $"{expiresAt.ToUnixTimeSeconds()}");
        var query = new QueryBuilder(paths.Select(path => KeyValuePair.Create("path", path)))
        {
            { "format", word },
            { "expires", expires },
            { "signature", secrets.Sign(Text(archiveId, word, expires, paths), Purpose) },
        };
        var url = $"/api/archives/{archiveId}/download{query}";
        return url.Length > MaximumLength ? null : new(url, expiresAt);
    }

    public bool IsGood(HttpRequest request) =>
        Guid.TryParse(request.RouteValues["id"] as string, out var archiveId)
        && request.Query is var query
        && long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
        && expires > clock.GetUtcNow().ToUnixTimeSeconds()
        && secrets.IsSigned(Text(archiveId, query["format"].ToString(), query["expires"].ToString(), [.. query["path"].OfType<string>()]), Purpose, query["signature"].ToString());

    // Of all these only a path may hold a line feed, and none holds U+0000.
    private static string Text(Guid archiveId, string format, string expires, IReadOnlyList<string> paths) =>
        $"{archiveId:N}\n{format}\n{expires}\n{string.Join('\0', paths)}";
}
