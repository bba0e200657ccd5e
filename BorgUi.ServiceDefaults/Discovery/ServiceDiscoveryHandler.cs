using System.Net;

namespace BorgUi.ServiceDefaults.Discovery;

/// <summary>Turns <c>http://api/…</c> into the real address; dotted names, IP addresses and named ports pass untouched.</summary>
internal sealed class ServiceDiscoveryHandler(IServiceAddresses addresses) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsAbsoluteUri: true } uri && IsServiceName(uri))
        {
            request.RequestUri = Locate(uri);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static bool IsServiceName(Uri uri) =>
        (uri.IsDefaultPort || uri.Port < 0)
        && !uri.IsLoopback
        && !uri.Host.Contains('.', StringComparison.Ordinal)
        && !IPAddress.TryParse(uri.Host, out _);

    private Uri Locate(Uri uri)
    {
        var address = addresses.Next(uri.Host, uri.Scheme.Split('+'));
        return new UriBuilder(uri) { Scheme = address.Scheme, Host = address.Host, Port = address.Port }.Uri;
    }
}
