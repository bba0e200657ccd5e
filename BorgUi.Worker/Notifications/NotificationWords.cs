using System.Text.Json;

namespace BorgUi.Worker.Notifications;

/// <summary>The public words of enums.</summary>
internal static class NotificationWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
