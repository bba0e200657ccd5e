using System.Data.Common;
using System.Text.Json;
using BorgUi.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Http;

/// <summary>Makes pages of lists: one row more than asked for tells whether there is a next page.</summary>
internal static class Paging
{
    private const int ExactUpTo = 10_000;

    /// <summary>So far the planner seldom errs; and to count even the first of so many may take longer than the page.</summary>
    private const int CertainlyMore = 4 * ExactUpTo;

    /// <summary>The page of an ordered query; <paramref name="filtered"/> is the whole list, for its total.</summary>
    public static Task<Page<TItem>> ToPageAsync<TItem, TSource>(
        this IQueryable<TItem> ordered, PageQuery page, IQueryable<TSource> filtered, Func<TItem, string> cursorOf, CancellationToken cancellationToken) =>
        ordered.Skip(page.Skip).TakePageAsync(page, filtered, cursorOf, cancellationToken);

    /// <summary>The same of a query that begins with the page already.</summary>
    public static async Task<Page<TItem>> TakePageAsync<TItem, TSource>(
        this IQueryable<TItem> ordered, PageQuery page, IQueryable<TSource> filtered, Func<TItem, string> cursorOf, CancellationToken cancellationToken)
    {
        var items = await ordered.Take(page.Size + 1).ToListAsync(cancellationToken);
        var hasNext = items.Count > page.Size;
        if (hasNext)
        {
            items.RemoveAt(page.Size);
        }

        // A first page that is also the last has shown all there are.
        var isAll = !hasNext && page is { Skip: 0, Cursor: null };
        var (total, isEstimate) = isAll ? (items.Count, false) : await CountAsync(filtered, cancellationToken);
        return new() { Items = items, Total = total, TotalIsEstimate = isEstimate, Next = hasNext ? cursorOf(items[^1]) : null };
    }

    /// <summary>Exact up to 10,000; beyond it the planner's estimate, because counting all of a long history takes long.</summary>
    private static async Task<(long Total, bool IsEstimate)> CountAsync<TSource>(IQueryable<TSource> filtered, CancellationToken cancellationToken)
    {
        var estimate = await EstimateAsync(filtered, cancellationToken);
        if (estimate > CertainlyMore)
        {
            return (estimate, true);
        }

        var counted = await filtered.Take(ExactUpTo + 1).CountAsync(cancellationToken);
        return counted <= ExactUpTo ? (counted, false) : (Math.Max(counted, estimate), true);
    }

    private static async Task<long> EstimateAsync<TSource>(IQueryable<TSource> filtered, CancellationToken cancellationToken)
    {
        await using var command = filtered.CreateDbCommand();
        command.CommandText = "EXPLAIN (FORMAT JSON) " + command.CommandText;
        await using var opened = await OpenedAsync(command.Connection!, cancellationToken);
        var plan = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        using var document = JsonDocument.Parse(plan);
        return (long)document.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    }

    private static async Task<IAsyncDisposable?> OpenedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (connection.State == System.Data.ConnectionState.Open)
        {
            return null;
        }

        await connection.OpenAsync(cancellationToken);
        return new Closing(connection);
    }

    private sealed class Closing(DbConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await connection.CloseAsync();
    }
}
