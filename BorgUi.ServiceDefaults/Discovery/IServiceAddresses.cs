namespace BorgUi.ServiceDefaults.Discovery;

/// <summary>Where the other processes of the installation listen, as the orchestrator told this one.</summary>
public interface IServiceAddresses
{
    /// <summary>All addresses of a service, http before https, in the order they were configured.</summary>
    /// <exception cref="InvalidOperationException">The service has no address.</exception>
    IReadOnlyList<Uri> Resolve(string service);

    /// <summary>
    /// The address for the next call to <paramref name="service"/>: its addresses take turns.
    /// </summary>
    /// <param name="service">The resource's name, such as <c>api</c>.</param>
    /// <param name="schemes">The endpoint names that will do, the preferred one first, such as <c>https</c>, <c>http</c>.</param>
    /// <exception cref="InvalidOperationException">The service has no address of these schemes.</exception>
    Uri Next(string service, params ReadOnlySpan<string> schemes);
}
