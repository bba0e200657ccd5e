using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Archives.Index;

/// <summary>
/// The versions that the indexed archives before and after hold, 16 bytes for each: what the new archive has in common with them is
/// found here without asking the database, and what is left over at the end has ended, or begins later.
/// </summary>
internal sealed class NeighbourVersions
{
    private const ulong Before = 1UL << 48;
    private const ulong After = 1UL << 49;
    private const ulong Covers = 1UL << 50;
    private const ulong Seen = 1UL << 51;

    private ulong[] _fingerprints = [];
    private ulong[] _rows = [];
    private int _count;

    /// <summary>Held before, to be held here too.</summary>
    public List<NpgsqlTid> ToLengthen { get; } = [];

    /// <summary>Held after, to be held here already.</summary>
    public List<NpgsqlTid> ToBeginHere { get; } = [];

    /// <summary>Held before and after as two versions, which turn out to be one.</summary>
    public List<(NpgsqlTid Before, NpgsqlTid After)> ToJoin { get; } = [];

    public async Task LoadAsync(NpgsqlConnection connection, IndexPlace place, CancellationToken cancellationToken)
    {
        Grow((int)Math.Min(place.ExpectedVersions, int.MaxValue / 4));
        await using var reader = await connection.BeginBinaryExportAsync(LoadSql(place), cancellationToken);
        while (await reader.StartRowAsync(cancellationToken) >= 0)
        {
            var row = await reader.ReadAsync<NpgsqlTid>(NpgsqlDbType.Tid, cancellationToken);
            var fingerprint = await reader.ReadAsync<long>(NpgsqlDbType.Bigint, cancellationToken);
            var flags = await reader.ReadAsync<long>(NpgsqlDbType.Bigint, cancellationToken);
            if (_count == _rows.Length)
            {
                Grow(Math.Max(1024, _count + (_count / 2)));
            }

            _fingerprints[_count] = (ulong)fingerprint;
            _rows[_count++] = ((ulong)row.BlockNumber << 16) | row.OffsetNumber | ((ulong)flags << 48);
        }

        Array.Sort(_fingerprints, _rows, 0, _count);
    }

    /// <summary>Notes that the new archive holds this version; false when neither neighbour does.</summary>
    public bool Take(ulong fingerprint)
    {
        var (before, after) = (-1, -1);
        for (var i = FirstOf(fingerprint); i < _count && _fingerprints[i] == fingerprint; i++)
        {
            switch (_rows[i] & (Seen | Before | After))
            {
                case Before | After:
                    _rows[i] |= Seen;
                    return true;
                case Before when before < 0:
                    before = i;
                    break;
                case After when after < 0:
                    after = i;
                    break;
            }
        }

        return before >= 0 ? TakeBefore(before, after) : after >= 0 && TakeAfter(after);
    }

    /// <summary>What the new archive does not hold, though it would seem so.</summary>
    public IEnumerable<(NpgsqlTid Row, Leftover What)> Leftovers()
    {
        for (var i = 0; i < _count; i++)
        {
            if ((_rows[i] & Seen) == 0 && WhatOf(_rows[i]) is { } what)
            {
                yield return (RowOf(_rows[i]), what);
            }
        }
    }

    private static Leftover? WhatOf(ulong row) => (row & (Before | After | Covers)) switch
    {
        Before | After | Covers => Leftover.Split,
        Before | Covers => Leftover.EndBefore,
        After | Covers => Leftover.BeginAfter,
        _ => null,
    };

    private bool TakeBefore(int before, int after)
    {
        _rows[before] |= Seen;
        if (after >= 0)
        {
            _rows[after] |= Seen;
            ToJoin.Add((RowOf(_rows[before]), RowOf(_rows[after])));
        }
        else if ((_rows[before] & Covers) == 0)
        {
            ToLengthen.Add(RowOf(_rows[before]));
        }

        return true;
    }

    private bool TakeAfter(int after)
    {
        _rows[after] |= Seen;
        if ((_rows[after] & Covers) == 0)
        {
            ToBeginHere.Add(RowOf(_rows[after]));
        }

        return true;
    }

    private int FirstOf(ulong fingerprint)
    {
        var found = Array.BinarySearch(_fingerprints, 0, _count, fingerprint);
        if (found < 0)
        {
            return _count;
        }

        while (found > 0 && _fingerprints[found - 1] == fingerprint)
        {
            found--;
        }

        return found;
    }

    private static NpgsqlTid RowOf(ulong row) => new((uint)(row >> 16), (ushort)row);

    private void Grow(int size)
    {
        Array.Resize(ref _fingerprints, size);
        Array.Resize(ref _rows, size);
    }

    // COPY takes no parameters; these are all numbers. The rows stay where they are while the lock on the series is held.
    [SuppressMessage("Globalization", "CA1305", Justification = "Numbers without a format.")]
    private static string LoadSql(IndexPlace place)
    {
        var isBefore = place.Before is { } before ? $"(first_position <= {before} AND last_position >= {before})" : "false";
        var isAfter = place.After is { } after ? $"(first_position <= {after} AND last_position >= {after})" : "false";
        return FormattableString.Invariant($"""
            COPY (SELECT ctid, fingerprint,
                    {isBefore}::int::bigint + 2 * {isAfter}::int + 4 * (first_position <= {place.Position} AND last_position >= {place.Position})::int
                FROM index_versions WHERE series_id = {place.SeriesId} AND ({isBefore} OR {isAfter})) TO STDOUT (FORMAT binary)
            """);
    }
}

/// <summary>What becomes of a version whose range includes the new archive, which does not hold it.</summary>
internal enum Leftover
{
    EndBefore,
    BeginAfter,
    Split,
}
