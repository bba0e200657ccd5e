using System.Globalization;

namespace BorgUi.Core.Data;

/// <summary>Sizes in sentences: <c>1.5 GiB</c>.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Of(double bytes)
    {
        var (value, unit) = (bytes, 0);
        while (Math.Abs(value) >= 1024 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }
}
