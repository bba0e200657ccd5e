using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Backups;

/// <summary>What a backup takes, in borg's options: the same for a backup and for whoever asks what one would take.</summary>
internal static class BackupOptions
{
    public static CreateOptions Of(BackupDetails details) => new()
    {
        Paths = details.Sources,
        Excludes = details.ExcludePatterns,
        Compression = details.Compression,
    };
}
