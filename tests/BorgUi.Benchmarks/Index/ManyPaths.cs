namespace BorgUi.Benchmarks.Index;

/// <summary>An index of millions of distinct paths, written by SQL as if it had been listed.</summary>
internal static class ManyPaths
{
    private const int NamesInFolder = 50;

    /// <summary>Parts of names and paths, from what is everywhere to what is nowhere.</summary>
    public static readonly string[] Patterns =
    [
        "img", "jpg", "report", "*.pdf", "img_4711", "holiday", "img_1234567.jpg", "0042", "notes*2026*", "q_unique_7_42", "nothing-like-this",
        "user-17/", "project-7/holiday", "2026", "e_4", "_invoice_99",
    ];

    public static async Task FillAsync(IndexSystem system, Guid repositoryId, int paths)
    {
        await system.ExecuteAsync("INSERT INTO index_series (repository_id, key, name) VALUES ($1, 'name/many', 'many')", repositoryId);
        await system.ExecuteAsync("""
            INSERT INTO archives (id, repository_id, name, borg_id, started_at, index_state, indexed_at, is_pinned)
            VALUES (gen_random_uuid(), $1, 'many', repeat('0', 64), now(), 'ready', now(), false)
            """, repositoryId);
        await system.ExecuteAsync("""
            INSERT INTO index_points (series_id, position, archive_id, entry_count)
            SELECT series.id, 1, archive.id, $1 FROM index_series AS series, archives AS archive WHERE series.key = 'name/many' AND archive.name = 'many'
            """, (long)paths);
        await system.ExecuteAsync($"""
            CREATE UNLOGGED TABLE many_names AS
            SELECT folder, path, encode(substring(sha256(path::bytea) FROM 1 FOR 16), 'hex')::uuid AS folder_id, place,
                CASE WHEN (folder * 7 + place) % 1000 = 0 THEN 'q_unique_' || folder || '_' || place
                    ELSE (ARRAY['IMG', 'report', 'notes', 'invoice', 'scan', 'mail', 'track', 'video', 'page', 'backup'])[1 + (folder * 31 + place * 17) % 10]
                        || '_' || (folder * {NamesInFolder} + place)
                        || (ARRAY['.jpg', '.pdf', '.txt', '-2026.doc', '.mp3', '.c', '.h', '.json'])[1 + (folder + place * 5) % 8] END AS name
            FROM (SELECT folder, 'home/user-' || folder % 97 || '/project-' || folder % 1009 || '/' ||
                    (ARRAY['holiday', 'src', 'documents', 'archive'])[1 + folder % 4] || '-' || folder AS path
                FROM generate_series(1, $1) AS folder) AS folders, generate_series(0, {NamesInFolder - 1}) AS place
            """, paths / NamesInFolder);
        await system.ExecuteAsync($"""
            INSERT INTO index_versions (series_id, folder_id, name, first_position, last_position, fingerprint, type, mode, is_exact, size_bytes, modified_at)
            SELECT series.id, folder_id, many.name, {long.MinValue}, {long.MaxValue}, hashtextextended(path || '/' || many.name, 0), 0, 420, true, folder % 100000, now()
            FROM many_names AS many, index_series AS series WHERE series.key = 'name/many'
            """);
        await system.ExecuteAsync("""
            INSERT INTO index_names (series_id, folder_id, path, lower_path, names, lower_names)
            SELECT (SELECT id FROM index_series WHERE key = 'name/many'), folder_id, path, lower(path), '/' || string_agg(name, '/') || '/', lower('/' || string_agg(name, '/') || '/')
            FROM many_names GROUP BY folder_id, path
            """);
        await system.ExecuteAsync("DROP TABLE many_names");
        await system.ExecuteAsync("VACUUM ANALYZE index_versions, index_names, index_points, index_series");
    }
}
