namespace BorgUi.Worker.SelfBackups;

/// <summary>What is done around a dump, in its transaction.</summary>
internal static class RestoreSql
{
    /// <summary>Clears away what is there, whatever version of BorgUi made it.</summary>
    public const string Before = """
        SET client_min_messages = warning;
        SET lock_timeout = '1min';
        DROP SCHEMA IF EXISTS public CASCADE;
        CREATE SCHEMA public;
        """;

    /// <summary>
    /// Refuses what a newer BorgUi made; says that no archive is indexed, for the index is not part of the dump; and forgets the
    /// workers of that time. What they were running the rescuer finds by itself.
    /// </summary>
    /// <param name="migrations">Those that this BorgUi knows.</param>
    public static string After(IEnumerable<string> migrations) => $"""
        SET search_path = public;
        DO $check$
        DECLARE
            newer text;
        BEGIN
            SELECT max("MigrationId") INTO newer FROM "__EFMigrationsHistory"
            WHERE "MigrationId" NOT IN ({string.Join(", ", migrations.Select(name => $"'{name}'"))});
            IF newer IS NOT NULL THEN
                RAISE EXCEPTION 'A newer BorgUi made this backup (%): restore it with that version.', newer;
            END IF;
        END
        $check$;
        UPDATE archives SET index_state = 'none', index_percent = NULL, index_error = NULL, indexed_at = NULL;
        DELETE FROM workers;
        """;
}
