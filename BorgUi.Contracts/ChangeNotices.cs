namespace BorgUi.Contracts;

/// <summary>
/// The Redis channel that tells pages to ask again for what is no job. A message is one of these words; to lose one costs freshness.
/// </summary>
public static class ChangeNotices
{
    public const string Channel = "borgui:changed";

    public static readonly ReadOnlyMemory<byte> Alarms = "alarms"u8.ToArray();

    public static readonly ReadOnlyMemory<byte> Maintenance = "maintenance"u8.ToArray();
}
