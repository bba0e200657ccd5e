using System.Text.Json;
using System.Text.Json.Nodes;
using BorgUi.Contracts.Notifications;
using BorgUi.Contracts.Settings;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Display;

namespace BorgUi.Web.Pages.Notifications;

/// <summary>The form of the settings of notifications; the switches of the events are one list in it.</summary>
internal sealed class DefaultsInput
{
    private static readonly NotificationEvent[] Switches = [.. NotificationWords.Groups.SelectMany(group => group.Events).Select(one => one.Event)];

    public List<NotificationEvent> Events { get; set; } = [];

    public string? PublicUrl { get; set; }

    public bool AllowLocalTargets { get; set; }

    public int? DeliveryDaysKept { get; set; }

    public static DefaultsInput Of(NotificationSettings settings)
    {
        var json = JsonSerializer.SerializeToElement(settings, ApiJson.Default.NotificationSettings);
        return new()
        {
            Events = [.. Switches.Where(happened => json.GetProperty(NameOf(happened)).GetBoolean())],
            PublicUrl = settings.PublicUrl,
            AllowLocalTargets = settings.AllowLocalTargets,
            DeliveryDaysKept = settings.DeliveryDaysKept,
        };
    }

    public NotificationSettings ToSettings()
    {
        var json = new JsonObject();
        foreach (var happened in Switches)
        {
            json[NameOf(happened)] = Events.Contains(happened);
        }

        return json.Deserialize(ApiJson.Default.NotificationSettings)! with
        {
            PublicUrl = PublicUrl, AllowLocalTargets = AllowLocalTargets, DeliveryDaysKept = DeliveryDaysKept ?? NotificationSettings.Defaults.DeliveryDaysKept,
        };
    }

    // notify_on_backup_failure
    private static string NameOf(NotificationEvent happened) => $"notify_on_{JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.ToString())}";
}
