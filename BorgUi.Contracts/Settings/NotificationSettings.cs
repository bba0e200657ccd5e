namespace BorgUi.Contracts.Settings;

/// <summary>What channels tell of that have no choice of their own, and what holds for all of them.</summary>
public sealed record NotificationSettings
{
    public static readonly NotificationSettings Defaults = new();

    public bool NotifyOnBackupStart { get; init; }

    public bool NotifyOnBackupSuccess { get; init; }

    public bool NotifyOnBackupWarning { get; init; } = true;

    public bool NotifyOnBackupFailure { get; init; } = true;

    public bool NotifyOnRestoreStart { get; init; }

    public bool NotifyOnRestoreSuccess { get; init; }

    public bool NotifyOnRestoreWarning { get; init; } = true;

    public bool NotifyOnRestoreFailure { get; init; } = true;

    public bool NotifyOnCheckStart { get; init; }

    public bool NotifyOnCheckSuccess { get; init; }

    public bool NotifyOnCheckWarning { get; init; } = true;

    public bool NotifyOnCheckFailure { get; init; } = true;

    public bool NotifyOnScheduleFailure { get; init; } = true;

    public bool NotifyOnOverdue { get; init; } = true;

    public bool NotifyOnWorkerLost { get; init; } = true;

    public bool NotifyOnRepositoryNearlyFull { get; init; } = true;

    public bool NotifyOnCheckOverdue { get; init; } = true;

    public bool NotifyOnDrillFailed { get; init; } = true;

    public bool NotifyOnUnusualBackup { get; init; } = true;

    /// <summary>Where people open BorgUi, <c>https://backup.example.org</c>: links in messages begin with it. Without it there are none.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// Webhooks and the like may call this machine itself (loopback), link-local addresses and those from which a cloud gives its
    /// machines their secrets.
    /// </summary>
    public bool AllowLocalTargets { get; init; }

    /// <summary>For how many days the log of deliveries is kept, 1 to 3650.</summary>
    public int DeliveryDaysKept { get; init; } = 90;
}
