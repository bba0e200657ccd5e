using System.Text.Json;

namespace BorgUi.Notifications;

/// <summary>The public words of enums.</summary>
public static class NotificationWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
