using System.Globalization;
using BorgUi.Contracts.Archives;

namespace BorgUi.Web.ApiClient;

/// <summary>What files are looked for, over all archives; what is null does not matter.</summary>
internal sealed record FileFilter
{
    public string? Q { get; init; }

    public Guid? Repository { get; init; }

    public EntryType? Type { get; init; }

    /// <summary>Bytes.</summary>
    public long? MinSize { get; init; }

    /// <summary>Bytes.</summary>
    public long? MaxSize { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public ListQuery Query => new ListQuery()
        .With("q", Q)
        .With("repository_id", Repository)
        .With("type", Type?.ToString().ToLowerInvariant())
        .With("min_size", MinSize?.ToString(CultureInfo.InvariantCulture))
        .With("max_size", MaxSize?.ToString(CultureInfo.InvariantCulture))
        .With("from", From)
        .With("to", To);
}
