using BorgUi.Contracts.Archives;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Pages.Files;

/// <summary>What the address of the page looks for.</summary>
internal sealed class FileSearch
{
    private const long Kibi = 1024;

    /// <summary>What can be asked to be larger than, in bytes.</summary>
    public static IReadOnlyList<long> Sizes { get; } = [100 * Kibi, Kibi * Kibi, 10 * Kibi * Kibi, 100 * Kibi * Kibi, Kibi * Kibi * Kibi];

    public string? Q { get; set; }

    public Guid? Repository { get; set; }

    public EntryType? Type { get; set; }

    /// <summary>Bytes.</summary>
    public long? Larger { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public bool IsNarrowed => Repository is not null || Type is not null || Larger is not null || From is not null || To is not null;

    public FileFilter ToFilter() => new()
    {
        Q = Q,
        Repository = Repository,
        Type = Type,
        MinSize = Larger,
        From = From is { } from ? StartOf(from) : null,
        To = To is { } to ? StartOf(to.AddDays(1)) : null,
    };

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
