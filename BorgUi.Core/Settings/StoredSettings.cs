using System.Text.Json;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Settings;

/// <summary>The settings in the database: a row for each part that somebody has saved, the defaults for the rest.</summary>
public static class StoredSettings
{
    private const string History = "history";
    private const string Alarms = "alarms";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<ServerSettings> ReadAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var sections = await db.Settings.AsNoTracking().ToDictionaryAsync(section => section.Name, section => section.Json, cancellationToken);
        return new()
        {
            History = Read(sections, History, HistorySettings.Defaults),
            Alarms = Read(sections, Alarms, AlarmSettings.Defaults),
        };
    }

    public static async Task SaveAsync(BorgUiDbContext db, ServerSettings settings, CancellationToken cancellationToken)
    {
        var (history, alarms) = (JsonSerializer.Serialize(settings.History, Json), JsonSerializer.Serialize(settings.Alarms, Json));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO settings (name, value, changed_at) VALUES ({History}, {history}::jsonb, now()), ({Alarms}, {alarms}::jsonb, now())
            ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value, changed_at = EXCLUDED.changed_at
            """,
            cancellationToken);
    }

    /// <summary>Everything has its defaults again.</summary>
    public static Task ResetAsync(BorgUiDbContext db, CancellationToken cancellationToken) => db.Settings.ExecuteDeleteAsync(cancellationToken);

    private static T Read<T>(Dictionary<string, string> sections, string name, T defaults) =>
        sections.TryGetValue(name, out var json) ? JsonSerializer.Deserialize<T>(json, Json)! : defaults;
}
