using BorgUi.Api.Http;
using BorgUi.Contracts.Settings;

namespace BorgUi.Api.Proofs;

/// <summary>The rules for how much a drill draws.</summary>
internal static class DrillRules
{
    /// <param name="prefix">Stands before the names of the fields.</param>
    public static void Check(FieldErrors errors, int? files, long? bytes, string prefix)
    {
        if (files is < 1 or > DrillSettings.MostFiles)
        {
            errors.Add($"{prefix}sample_files", $"Give a whole number from 1 to {DrillSettings.MostFiles}.");
        }

        if (bytes is < DrillSettings.LeastBytes or > DrillSettings.MostBytes)
        {
            errors.Add($"{prefix}sample_bytes", "Give a number of bytes from 1 MiB (1048576) to 1 TiB (1099511627776).");
        }
    }
}
