using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Http;

/// <summary>Which part of what an archive holds is asked for. Archives do not change, so a place in a list is a number.</summary>
internal sealed record PartQuery(
    [property: FromQuery(Name = "limit"), Description("How many, 1 to 1000; 200 when left out.")] int? Limit,
    [property: FromQuery(Name = "cursor"), Description("The next of the page before.")] string? Cursor)
{
    private const int MaximumLimit = 1000;

    public int Size => Limit ?? 200;

    /// <summary>How many come before.</summary>
    public int Check(FieldErrors errors)
    {
        if (Limit is < 1 or > MaximumLimit)
        {
            errors.Add("limit", $"Give a number from 1 to {MaximumLimit}.");
        }

        if (Cursor is null)
        {
            return 0;
        }

        if (int.TryParse(CursorText.Decode(Cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return offset;
        }

        errors.Add("cursor", "This is not a cursor of this list; take it from next of the page before.");
        return 0;
    }

    /// <summary>The cursor of what comes after so many.</summary>
    public static string After(int count) => CursorText.Encode(count.ToString(CultureInfo.InvariantCulture));
}
