namespace BorgUi.Core.Settings;

/// <summary>One part of the settings that differs from its defaults.</summary>
public sealed class SettingsSection
{
    /// <summary>Its name on the wire: <c>history</c>.</summary>
    public required string Name { get; init; }

    public required string Json { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}
