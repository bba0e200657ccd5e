using System.Text;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Maintenance;

/// <summary>Parts what is to be deleted into calls of borg: one is quick for many, and what it did is kept when the next is cut off.</summary>
internal static class ArchiveBatches
{
    private const int MaximumCount = 50;
    private const int MaximumBytes = 32 * 1024;

    public static IEnumerable<IReadOnlyList<BorgArchive>> Of(IEnumerable<BorgArchive> archives)
    {
        List<BorgArchive> batch = [];
        var bytes = 0;
        foreach (var archive in archives)
        {
            var more = Encoding.UTF8.GetByteCount(archive.Name) + 1;
            if (batch.Count == MaximumCount || (batch.Count > 0 && (bytes + more > MaximumBytes || IsFormatted(archive) || IsFormatted(batch[0]))))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(archive);
            bytes += more;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    // A name alone is formatted by borg, further names may or may not be, by its version: one with braces goes alone.
    private static bool IsFormatted(BorgArchive archive) => archive.Name.AsSpan().ContainsAny('{', '}');
}
