namespace BorgUi.Worker.Backups;

/// <summary>What a backup will probably read; borg itself never says.</summary>
/// <param name="Bytes">Sum of file sizes.</param>
/// <param name="Files">Number of regular files.</param>
internal sealed record BackupEstimate(long Bytes, long Files);
