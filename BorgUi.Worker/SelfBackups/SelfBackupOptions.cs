namespace BorgUi.Worker.SelfBackups;

/// <summary>Section <c>BorgUi:SelfBackup</c>.</summary>
internal sealed class SelfBackupOptions
{
    /// <summary>Where pg_dump, pg_restore and psql are, in place of PATH and the usual folders.</summary>
    public string? ProgramFolder { get; set; }
}
