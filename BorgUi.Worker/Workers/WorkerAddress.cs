using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Workers;

/// <summary>Where the API reaches this worker.</summary>
internal sealed class WorkerAddress(IServer server, IOptions<WorkerOptions> options)
{
    /// <summary>Known once the process has started; null when it listens nowhere.</summary>
    public Uri? Current => options.Value.Address is { } given ? new(given) : Listening().FirstOrDefault();

    private IEnumerable<Uri> Listening() => (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        .Select(BindingAddress.Parse)
        .OrderBy(binding => binding.Scheme, StringComparer.Ordinal)
        .Select(binding => new UriBuilder(binding.Scheme, IsOfAllHosts(binding.Host) ? Dns.GetHostName() : binding.Host, binding.Port).Uri);

    // "http://*:8080", "http://[::]:8080": it listens on each of its addresses, and other machines know it by its name.
    private static bool IsOfAllHosts(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
