using BorgUi.Contracts.Notifications;
using BorgUi.Contracts.Settings;

namespace BorgUi.Core.Notifications;

/// <summary>What each event means, and by which setting it is told.</summary>
public static class NotificationEvents
{
    private static readonly (NotificationEvent Event, Func<NotificationSettings, bool> IsOn)[] Switches =
    [
        (NotificationEvent.BackupStart, settings => settings.NotifyOnBackupStart),
        (NotificationEvent.BackupSuccess, settings => settings.NotifyOnBackupSuccess),
        (NotificationEvent.BackupWarning, settings => settings.NotifyOnBackupWarning),
        (NotificationEvent.BackupFailure, settings => settings.NotifyOnBackupFailure),
        (NotificationEvent.RestoreStart, settings => settings.NotifyOnRestoreStart),
        (NotificationEvent.RestoreSuccess, settings => settings.NotifyOnRestoreSuccess),
        (NotificationEvent.RestoreWarning, settings => settings.NotifyOnRestoreWarning),
        (NotificationEvent.RestoreFailure, settings => settings.NotifyOnRestoreFailure),
        (NotificationEvent.CheckStart, settings => settings.NotifyOnCheckStart),
        (NotificationEvent.CheckSuccess, settings => settings.NotifyOnCheckSuccess),
        (NotificationEvent.CheckWarning, settings => settings.NotifyOnCheckWarning),
        (NotificationEvent.CheckFailure, settings => settings.NotifyOnCheckFailure),
        (NotificationEvent.ScheduleFailure, settings => settings.NotifyOnScheduleFailure),
        (NotificationEvent.Overdue, settings => settings.NotifyOnOverdue),
        (NotificationEvent.WorkerLost, settings => settings.NotifyOnWorkerLost),
        (NotificationEvent.RepositoryNearlyFull, settings => settings.NotifyOnRepositoryNearlyFull),
        (NotificationEvent.CheckOverdue, settings => settings.NotifyOnCheckOverdue),
        (NotificationEvent.DrillFailed, settings => settings.NotifyOnDrillFailed),
        (NotificationEvent.UnusualBackup, settings => settings.NotifyOnUnusualBackup),
    ];

    /// <summary>Those a channel can choose from.</summary>
    public static IReadOnlyList<NotificationEvent> Choosable { get; } = [.. Switches.Select(one => one.Event)];

    /// <summary>Those of a channel that follows the settings.</summary>
    public static List<NotificationEvent> WantedBy(NotificationSettings settings) => [.. Switches.Where(one => one.IsOn(settings)).Select(one => one.Event)];

    public static bool IsStart(this NotificationEvent happened) =>
        happened is NotificationEvent.BackupStart or NotificationEvent.RestoreStart or NotificationEvent.CheckStart;

    /// <summary>Whether somebody should look; what quiet hours may let pass.</summary>
    public static bool IsBad(this NotificationEvent happened) => happened
        is NotificationEvent.BackupFailure or NotificationEvent.RestoreFailure or NotificationEvent.CheckFailure or NotificationEvent.ScheduleFailure
        or NotificationEvent.Overdue or NotificationEvent.WorkerLost or NotificationEvent.RepositoryNearlyFull or NotificationEvent.CheckOverdue
        or NotificationEvent.DrillFailed or NotificationEvent.UnusualBackup;
}
