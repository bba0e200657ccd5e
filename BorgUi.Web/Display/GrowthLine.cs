using System.Globalization;
using BorgUi.Contracts.Signals;

namespace BorgUi.Web.Display;

/// <summary>Sizes over time as the points of a line, from 0 up, in a box of 600 by 120.</summary>
internal sealed class GrowthLine
{
    public const int Width = 600;
    public const int Height = 120;

    /// <param name="points">Two at least, oldest first.</param>
    public GrowthLine(IReadOnlyList<GrowthPoint> points)
    {
        (First, Last) = (points[0], points[^1]);
        Most = points.Max(point => point.StoredSize);
        var span = Math.Max(1, (Last.At - First.At).TotalSeconds);
        Line = string.Join(' ', points.Select(point => string.Create(
            CultureInfo.InvariantCulture,
            $"{Width * (point.At - First.At).TotalSeconds / span:0.#},{Height - (Height * (double)point.StoredSize / Math.Max(1, Most)):0.#}")));
    }

    public GrowthPoint First { get; }

    public GrowthPoint Last { get; }

    public long Most { get; }

    public string Line { get; }

    /// <summary>The line, closed to the ground.</summary>
    public string Area => string.Create(CultureInfo.InvariantCulture, $"0,{Height} {Line} {Width},{Height}");
}
