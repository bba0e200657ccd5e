using System.Globalization;

namespace BorgUi.Web.Display;

/// <summary>What deduplication and compression are worth, in words.</summary>
internal static class SizeWords
{
    public static string Saving(long? original, long? stored)
    {
        if (original is not > 0 || stored is not > 0)
        {
            return "after deduplication";
        }

        var ratio = (double)original.Value / stored.Value;
        return ratio < 1.05
            ? "after deduplication"
            : $"{ratio.ToString(ratio < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)} times smaller";
    }
}
