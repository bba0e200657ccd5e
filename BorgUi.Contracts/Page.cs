namespace BorgUi.Contracts;

/// <summary>One page of a list. <see cref="Total"/> is exact up to 10,000; <see cref="Next"/> is the cursor of the next page, null on the last.</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    public required long Total { get; init; }

    public bool TotalIsEstimate { get; init; }

    public string? Next { get; init; }
}
