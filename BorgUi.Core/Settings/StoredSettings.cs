using System.Text.Json;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Settings;

/// <summary>The settings in the database: a row for each part that somebody has saved, the defaults for the rest.</summary>
public static class StoredSettings
{
    private const string History = "history";
    private const string Alarms = "alarms";
    private const string Drills = "drills";
    private const string Notifications = "notifications";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<ServerSettings> ReadAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var stored = await db.Settings.AsNoTracking().ToDictionaryAsync(section => section.Name, section => section.Json, cancellationToken);
        return new()
        {
            History = Read(History, HistorySettings.Defaults),
            Alarms = Read(Alarms, AlarmSettings.Defaults),
            Drills = Read(Drills, DrillSettings.Defaults),
            Notifications = Read(Notifications, NotificationSettings.Defaults),
        };

        T Read<T>(string name, T defaults) => stored.TryGetValue(name, out var json) ? JsonSerializer.Deserialize<T>(json, Json)! : defaults;
    }

    public static async Task SaveAsync(BorgUiDbContext db, ServerSettings settings, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SaveAsync(db, History, settings.History, cancellationToken);
        await SaveAsync(db, Alarms, settings.Alarms, cancellationToken);
        await SaveAsync(db, Drills, settings.Drills, cancellationToken);
        await SaveAsync(db, Notifications, settings.Notifications, cancellationToken);
        await ChangeFollowersAsync(db, settings.Notifications, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Everything has its defaults again.</summary>
    public static async Task ResetAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Settings.ExecuteDeleteAsync(cancellationToken);
        await ChangeFollowersAsync(db, NotificationSettings.Defaults, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Task<int> SaveAsync<T>(BorgUiDbContext db, string name, T section, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(section, Json);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO settings (name, value, changed_at) VALUES ({name}, {json}::jsonb, now())
            ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value, changed_at = EXCLUDED.changed_at
            """,
            cancellationToken);
    }

    // Each channel has its events in its own row, because the database looks them up at each change of a job.
    private static Task<int> ChangeFollowersAsync(BorgUiDbContext db, NotificationSettings settings, CancellationToken cancellationToken)
    {
        var events = NotificationEvents.WantedBy(settings);
        return db.NotificationChannels.Where(channel => channel.FollowsSettings)
            .ExecuteUpdateAsync(set => set.SetProperty(channel => channel.Events, events), cancellationToken);
    }
}
