namespace BorgUi.Web.Access;

/// <summary>Where the keys lie that protect the login cookie.</summary>
internal sealed class KeyRingOptions
{
    public const string Section = "BorgUi";

    /// <summary>A folder that all replicas of Web share and that outlives them; the framework's default place when left out.</summary>
    public string? KeyRingPath { get; set; }
}
