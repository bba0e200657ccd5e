using BorgUi.Web.Forwarding;

namespace BorgUi.Web.ApiClient;

/// <summary>Says whose browser is behind a call to the API.</summary>
internal sealed class CallerAddressHandler(IHttpContextAccessor accessor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (accessor.HttpContext is { } http && CallerAddress.Of(http) is { } address)
        {
            request.Headers.TryAddWithoutValidation(CallerAddress.Header, address);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
