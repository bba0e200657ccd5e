using System.Globalization;
using BorgUi.Contracts.Signals;
using BorgUi.Core.Data;

namespace BorgUi.Core.Signals;

/// <summary>
/// Says in which way a backup is unlike those before it. What is judged is always what happened from one backup to the next, so that a
/// jump is told once and not again of each backup that follows. It counts when it is far out of what is <see cref="Usual"/> and large by itself.
/// </summary>
public static class SignalJudge
{
    /// <summary>With fewer backups before it nobody can say what is usual.</summary>
    public const int LeastHistory = 5;

    /// <summary>So many of the newest ones are looked at.</summary>
    public const int MostHistory = 21;

    private const long FewFiles = 20;
    private const long LittleData = 10L << 20;

    // The kind, what happened of it from one backup to the next, from which value on it is large by itself, and how that is said.
    private static readonly Measure[] Measures =
    [
        new(SignalKind.FilesGone,
            (now, before) => now.Changes?.DeletedFiles ?? Math.Max(0, before.FileCount - now.FileCount),
            (_, before) => Math.Max(FewFiles, 0.05 * before.FileCount),
            (now, before, value, usual) => $"{Count(value)} of {Count(before.FileCount)} files are gone; usually {usual.Range(Count)}."),
        new(SignalKind.DataGone,
            (now, before) => Math.Max(0, before.OriginalSizeBytes - now.OriginalSizeBytes),
            (_, before) => Math.Max(LittleData, 0.2 * before.OriginalSizeBytes),
            (_, before, value, usual) => $"It holds {SizeText.Of(value)} less than the backup before, which held {SizeText.Of(before.OriginalSizeBytes)}; usually {usual.Range(SizeText.Of)} less."),
        new(SignalKind.ManyChanged,
            (now, _) => now.Changes?.ChangedFiles,
            (now, _) => Math.Max(FewFiles, 0.2 * now.FileCount),
            (now, _, value, usual) => $"{Count(value)} of {Count(now.FileCount)} files changed; usually {usual.Range(Count)}."),
        new(SignalKind.OtherEndings,
            (now, _) => now.Changes?.OtherEndingFiles,
            (now, _) => Math.Max(FewFiles, 0.02 * now.FileCount),
            (now, _, value, usual) => $"{Count(value)} files have another ending now, most of them {now.Changes!.NewEndings[0]}; usually {usual.Range(Count)}."),
        new(SignalKind.MuchNewData,
            (now, _) => now.DeduplicatedSizeBytes,
            (now, _) => Math.Max(LittleData, 0.2 * now.CompressedSizeBytes),
            (now, _, value, usual) => $"It brought {SizeText.Of(value)} that the repository did not have, of {SizeText.Of(now.CompressedSizeBytes)}; usually {usual.Range(SizeText.Of)}."),
        new(SignalKind.CompressesWorse,
            (now, before) => Math.Max(0, CompressedShare(now) - CompressedShare(before)),
            (now, before) => Math.Min(now.OriginalSizeBytes, before.OriginalSizeBytes) < LittleData ? double.MaxValue : 0.1,
            (now, before, _, _) => $"Compression left {Percent(CompressedShare(now))} of its size, and {Percent(CompressedShare(before))} of that of the backup before. Encrypted data does not compress."),
    ];

    /// <param name="earlier">Those of its plan in its repository before it, newest first.</param>
    /// <returns>Nothing when all is as usual, or too little is known.</returns>
    public static IReadOnlyList<BackupSignal> Of(BackupFigures backup, IReadOnlyList<BackupFigures> earlier) =>
        earlier.Count < LeastHistory ? [] : [.. Measures.Select(measure => measure.Judge(backup, earlier)).OfType<BackupSignal>()];

    private static double CompressedShare(BackupFigures backup) => backup.OriginalSizeBytes == 0 ? 0 : (double)backup.CompressedSizeBytes / backup.OriginalSizeBytes;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    private static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Measure(
        SignalKind Kind,
        Func<BackupFigures, BackupFigures, double?> Of,
        Func<BackupFigures, BackupFigures, double> Large,
        Func<BackupFigures, BackupFigures, double, Usual, string> Words)
    {
        public BackupSignal? Judge(BackupFigures backup, IReadOnlyList<BackupFigures> earlier)
        {
            var before = earlier[0];
            var steps = earlier.Zip(earlier.Skip(1), (now, previous) => (Value: Of(now, previous), IsUsual: now.IsUsual(Kind)))
                .Where(step => step.Value is not null).Select(step => (step.Value!.Value, step.IsUsual)).ToList();
            return Of(backup, before) is { } value && value >= Large(backup, before)
                && Usual.Of(steps, LeastHistory - 1) is { } usual && usual.IsFarAbove(value)
                ? new(Kind, Words(backup, before, value, usual))
                : null;
        }
    }
}
