using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Archives;

/// <summary>As what files of an archive are sent.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DownloadFormat>))]
public enum DownloadFormat
{
    /// <summary>One file, as it is.</summary>
    File,

    /// <summary>Files and folders with modes, owners, times and links.</summary>
    TarGz,

    /// <summary>Files and folders for every system; further names of a file become links, and what is no file, folder or link is left out.</summary>
    Zip,
}

/// <summary>Asks for an address from which files of an archive can be fetched without a login.</summary>
public sealed record DownloadLinkRequest
{
    /// <summary>Stored paths, each with what lies below it; none means everything.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>When left out: file for one path, else tar_gz.</summary>
    public DownloadFormat? Format { get; init; }
}

/// <summary>An address that whoever has it can use until it expires.</summary>
/// <param name="Url">Relative to the address of BorgUi.</param>
/// <param name="ExpiresAt">A download that has begun by then goes on.</param>
public sealed record DownloadLink(string Url, DateTimeOffset ExpiresAt);
