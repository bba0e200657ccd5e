using System.Text.Json;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Settings;

/// <summary>The settings in the database: a row for each part that somebody has saved, the defaults for the rest.</summary>
public static class StoredSettings
{
    private const string History = "history";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<ServerSettings> ReadAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var history = await db.Settings.Where(section => section.Name == History).Select(section => section.Json).FirstOrDefaultAsync(cancellationToken);
        return history is null ? new() : new() { History = JsonSerializer.Deserialize<HistorySettings>(history, Json)! };
    }

    public static async Task SaveAsync(BorgUiDbContext db, ServerSettings settings, CancellationToken cancellationToken)
    {
        var history = JsonSerializer.Serialize(settings.History, Json);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO settings (name, value, changed_at) VALUES ({History}, {history}::jsonb, now())
            ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value, changed_at = EXCLUDED.changed_at
            """,
            cancellationToken);
    }

    /// <summary>Everything has its defaults again.</summary>
    public static Task ResetAsync(BorgUiDbContext db, CancellationToken cancellationToken) => db.Settings.ExecuteDeleteAsync(cancellationToken);
}
