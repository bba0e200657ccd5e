namespace BorgUi.Worker.SelfBackups;

/// <summary>What lies beside each self-backup for whoever has nothing else.</summary>
internal static class SelfBackupReadme
{
    public const string Text = """
        BORGUI ITSELF

        database.dump          BorgUi's database, as pg_dump made it; without the index of files, which BorgUi makes again
        secret-key             the master key, which opens the passphrases and other secrets in the database
        previous-secret-keys   older master keys, if there were any
        keyfiles/              keys of borg that are in no repository, of the machine that made this backup, if there were any

        Whoever has this folder can open all of BorgUi's secrets. Keep it private, and delete it when BorgUi is back.
        Stop the old BorgUi if it still runs: two of them must not look after the same repositories.


        On one machine, with ./run.sh of the same or a newer BorgUi, into a new data folder:

            ./run.sh --data /new/data --restore-self /path/of/this/folder

        It restores, and then starts as always. The next time leave --restore-self out.


        With a PostgreSQL of your own, in an empty database that the given user owns; pg_restore and psql
        (the package postgresql-client) must be installed:

            export ConnectionStrings__borgui='Host=…;Database=borgui;Username=…;Password=…'
            export BorgUi__SecretKeyFile=/etc/borgui/secret-key    # is written if it is not there
            export BorgUi__DataPath=/var/lib/borgui                # the worker's folder, for the keyfiles
            dotnet BorgUi.Worker.dll restore-self --from /path/of/this/folder

        Where the key is given as BorgUi__SecretKey (in containers), set it to the text in secret-key. Then start BorgUi with
        the same settings: its migrations bring the schema up to date.


        Afterwards log in as before and sync all repositories: archives that were made after this backup come back into the
        lists. Jobs that were running are interrupted, also this backup, for it ran when its dump was made: dismiss it.

        """;
}
