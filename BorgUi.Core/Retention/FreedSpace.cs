namespace BorgUi.Core.Retention;

/// <summary>The sizes of one archive of a series as borg gave them when it was made.</summary>
/// <param name="IsDoomed">Whether it goes.</param>
/// <param name="CompressedBytes">All of its data.</param>
/// <param name="NewBytes">The part that the repository did not have before.</param>
public sealed record SeriesArchive(bool IsDoomed, long? CompressedBytes, long? NewBytes);

/// <summary>
/// About how much space comes back when archives go. borg would have to read every archive to say it exactly. The sum of what
/// the archives brought says too much: the first one brought everything, and what of it the next ones still have stays.
/// </summary>
public static class FreedSpace
{
    /// <param name="oldestFirst">The archives of one series: successive backups of the same data.</param>
    /// <returns>Bytes; null when a size that is needed is not known.</returns>
    public static long? Estimate(IReadOnlyList<SeriesArchive> oldestFirst)
    {
        long? freed = 0;
        for (var first = 0; first < oldestFirst.Count; first++)
        {
            if (!oldestFirst[first].IsDoomed)
            {
                continue;
            }

            var next = first;
            while (next < oldestFirst.Count && oldestFirst[next].IsDoomed)
            {
                next++;
            }

            freed += OfRun(oldestFirst, first, next);
            first = next;
        }

        return freed;
    }

    // Archives from first to before next go, all in a row. Not more can come back than they brought since the archive before
    // them; and of all data since then, nothing comes back that the archive after them has.
    private static long? OfRun(IReadOnlyList<SeriesArchive> archives, int first, int next)
    {
        var before = first == 0 ? null : archives[first - 1];
        var after = next == archives.Count ? null : archives[next];
        var brought = Brought(archives, first, next);
        var held = before is null ? archives[first].CompressedBytes + Brought(archives, first + 1, next) : before.CompressedBytes + brought;
        var dropped = held + after?.NewBytes - after?.CompressedBytes;
        return (before, after) switch
        {
            (null, null) => held,
            (_, null) => brought,
            (null, _) => dropped is { } bytes ? Math.Max(0, bytes) : null,
            _ => brought is { } most && dropped is { } left ? Math.Clamp(left, 0, most) : null,
        };
    }

    private static long? Brought(IReadOnlyList<SeriesArchive> archives, int from, int to)
    {
        long? sum = 0;
        for (var index = from; index < to; index++)
        {
            sum += archives[index].NewBytes;
        }

        return sum;
    }
}
