using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Http;

/// <summary>Which part of a list is asked for: by offset, or on from the cursor that the page before gave as <c>next</c>.</summary>
internal sealed record PageQuery(
    [property: FromQuery(Name = "limit"), Description("How many, 1 to 500; 50 when left out.")] int? Limit,
    [property: FromQuery(Name = "offset"), Description("How many to pass over.")] int? Offset,
    [property: FromQuery(Name = "cursor"), Description("The next of the page before; not together with offset.")] string? Cursor)
{
    public const int MaximumLimit = 500;

    public int Size => Limit ?? 50;

    public int Skip => Offset ?? 0;

    public void Check(FieldErrors errors)
    {
        if (Limit is < 1 or > MaximumLimit)
        {
            errors.Add("limit", $"Give a number from 1 to {MaximumLimit}.");
        }

        if (Offset is < 0)
        {
            errors.Add("offset", "Give 0 or more.");
        }

        if (Offset is not null && Cursor is not null)
        {
            errors.Add("cursor", "Give either cursor or offset.");
        }
    }

    /// <summary>The time and id after which the page begins; null for the beginning.</summary>
    public TimeCursor? AfterTime(FieldErrors errors) => Decode(errors, TimeCursor.Parse);

    /// <summary>The name after which the page begins; null for the beginning.</summary>
    public NameCursor? AfterName(FieldErrors errors) => Decode(errors, NameCursor.Parse);

    private T? Decode<T>(FieldErrors errors, Func<string, T?> parse)
        where T : class
    {
        if (Cursor is null)
        {
            return null;
        }

        var cursor = parse(Cursor);
        if (cursor is null)
        {
            errors.Add("cursor", "This is not a cursor of this list; take it from next of the page before.");
        }

        return cursor;
    }
}
