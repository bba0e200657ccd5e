namespace BorgUi.Contracts.Settings;

/// <summary>How much a restore drill brings back.</summary>
public sealed record DrillSettings
{
    public const int MostFiles = 1000;
    public const long LeastBytes = 1L << 20;
    public const long MostBytes = 1L << 40;

    public static readonly DrillSettings Defaults = new();

    /// <summary>So many files are drawn, beside those that must be there.</summary>
    public int SampleFiles { get; init; } = 50;

    /// <summary>They have at most so many bytes together.</summary>
    public long SampleBytes { get; init; } = 256L << 20;
}
