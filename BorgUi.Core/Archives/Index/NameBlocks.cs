using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Archives.Index;

/// <summary>Blocks of names that wait to be written for the search; see <see cref="IndexNames"/>.</summary>
internal sealed class NameBlocks
{
    public const int MaximumNames = 64;
    private const int MaximumCharacters = 640; // with both texts below the size at which Postgres would store them elsewhere

    private readonly List<(Guid FolderId, string Path, string Names)> _blocks = [];

    public static bool IsFull(List<string> names) => names.Count >= MaximumNames || names.Sum(name => name.Length) >= MaximumCharacters;

    /// <summary>The names of a text, in order.</summary>
    public static string[] Split(string names) => names[1..^1].Split('/');

    public void Add(Guid folderId, string path, IEnumerable<string> names) => _blocks.Add((folderId, path, $"/{string.Join('/', names)}/"));

    public async Task WriteAsync(IndexTransaction transaction, CancellationToken cancellationToken)
    {
        if (_blocks.Count == 0)
        {
            return;
        }

        await using var copy = await transaction.Connection.BeginBinaryImportAsync(
            "COPY index_names (series_id, folder_id, path, lower_path, names, lower_names) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var (folderId, path, names) in _blocks)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(transaction.SeriesId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(folderId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(path, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(path.ToLowerInvariant(), NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(names, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(names.ToLowerInvariant(), NpgsqlDbType.Text, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
        _blocks.Clear();
    }
}
