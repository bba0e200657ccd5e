using System.Net.Http.Headers;
using BorgUi.Web.Access;
using Microsoft.AspNetCore.Authentication;

namespace BorgUi.Web.ApiClient;

/// <summary>Puts the access token out of the login cookie on each call to the API.</summary>
internal sealed class BearerTokenHandler(IHttpContextAccessor accessor) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (accessor.HttpContext is { } http && await http.GetTokenAsync(SessionTicket.AccessToken) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
