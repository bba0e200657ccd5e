namespace BorgUi.ServiceDefaults;

/// <summary>What an app decides about the endpoints that all processes share.</summary>
public sealed class DefaultEndpointOptions
{
    /// <summary>
    /// Name of the authorization policy that lets a caller read <c>/metrics</c>. The scrape token
    /// (<c>BorgUi:MetricsToken</c>) is good beside it. With neither, only callers on this machine may read.
    /// </summary>
    public string? MetricsPolicy { get; set; }
}
