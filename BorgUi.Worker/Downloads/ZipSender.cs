using System.Formats.Tar;
using System.IO.Compression;
using BorgUi.Worker.Streams;

namespace BorgUi.Worker.Downloads;

/// <summary>A zip that every system can open. It can hold files, folders and links; its directory is kept in memory until the end.</summary>
internal sealed class ZipSender(StreamVisit visit) : DownloadSender(visit)
{
    // About half a kilobyte each in memory.
    private const int MaximumEntries = 100_000;
    private const int MaximumNamed = 20;
    private const int UnixModeShift = 16;

    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;
    private const int SymbolicLink = 0xA000;

    // What a zip can say of times; it knows no time zone.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    private readonly List<string> _leftOut = [];
    private ZipArchive? _zip;
    private int _entries;

    public override IReadOnlyList<string> LeftOut => _leftOut;

    public override async Task<StreamRefusal?> SendAsync(Stream tar, CancellationToken cancellationToken)
    {
        await using var reader = new TarReader(tar, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            _zip ??= await ZipArchive.CreateAsync(await BeginAsync("application/zip"), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            if (++_entries > MaximumEntries)
            {
                return new(StatusCodes.Status409Conflict, $"These are more than {MaximumEntries:N0} files.", "Download them as tar.gz, which holds any number.");
            }

            await AddAsync(entry, cancellationToken);
        }

        return _zip is null ? NothingThere : null;
    }

    protected override async Task SendRestAsync(CancellationToken cancellationToken) => await CloseAsync();

    protected override async ValueTask CloseAsync()
    {
        if (_zip is { } zip)
        {
            _zip = null;
            await zip.DisposeAsync();
        }
    }

    private Task AddAsync(TarEntry entry, CancellationToken cancellationToken) => entry.EntryType switch
    {
        TarEntryType.Directory => WriteAsync(entry, $"{entry.Name.TrimEnd('/')}/", Folder, Stream.Null, cancellationToken),
        TarEntryType.RegularFile or TarEntryType.V7RegularFile => WriteAsync(entry, entry.Name, RegularFile, entry.DataStream ?? Stream.Null, cancellationToken),
        TarEntryType.SymbolicLink => WriteLinkAsync(entry, entry.LinkName, cancellationToken),
        // Its content went by under its first name: a link to there is all that can be said.
        TarEntryType.HardLink => WriteLinkAsync(entry, Path.GetRelativePath(Path.GetDirectoryName($"/{entry.Name}")!, $"/{entry.LinkName}"), cancellationToken),
        _ => LeaveOut(entry),
    };

    private Task LeaveOut(TarEntry entry)
    {
        if (_leftOut.Count < MaximumNamed)
        {
            _leftOut.Add(entry.Name);
        }

        return Task.CompletedTask;
    }

    private Task WriteLinkAsync(TarEntry entry, string target, CancellationToken cancellationToken) =>
        WriteAsync(entry, entry.Name, SymbolicLink, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(target)), cancellationToken);

    private async Task WriteAsync(TarEntry entry, string name, int kind, Stream content, CancellationToken cancellationToken)
    {
        var added = _zip!.CreateEntry(name, CompressionLevel.Fastest);
        added.LastWriteTime = entry.ModificationTime < Earliest ? Earliest : entry.ModificationTime > Latest ? Latest : entry.ModificationTime;
        added.ExternalAttributes = (kind | (int)entry.Mode) << UnixModeShift;
        await using var target = await added.OpenAsync(cancellationToken);
        await content.CopyToAsync(target, cancellationToken);
    }
}
