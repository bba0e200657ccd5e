using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace BorgUi.Web.Forwarding;

/// <summary>Leaves the request as it is, but keeps our cookies here and says who asked.</summary>
internal sealed class ApiTransformer : HttpTransformer
{
    public static readonly ApiTransformer Instance = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.RequestUri = Untouched(httpContext, destinationPrefix) ?? proxyRequest.RequestUri;
        proxyRequest.Headers.Remove("Cookie");
        Replace(proxyRequest, CallerAddress.Header, CallerAddress.Of(httpContext));
        Replace(proxyRequest, "X-Forwarded-Host", httpContext.Request.Host.Value);
        Replace(proxyRequest, "X-Forwarded-Proto", httpContext.Request.Scheme);
    }

    /// <summary>
    /// The address as the caller wrote it, because %2F in a name is not the same as a slash; null when dots in it
    /// lead out of what is forwarded.
    /// </summary>
    private static Uri? Untouched(HttpContext http, string destinationPrefix)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return target is ['/', ..]
            && Uri.TryCreate(destinationPrefix.TrimEnd('/') + target, UriKind.Absolute, out var address)
            && ApiForwarder.Covers(address.AbsolutePath)
                ? address
                : null;
    }

    private static void Replace(HttpRequestMessage request, string header, string? value)
    {
        request.Headers.Remove(header);
        if (!string.IsNullOrEmpty(value))
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
