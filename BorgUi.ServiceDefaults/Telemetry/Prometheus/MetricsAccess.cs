using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Telemetry.Prometheus;

/// <summary>
/// Who may read the metrics: the bearer of the scrape token, else whom the app's policy lets in. Without token and
/// policy, callers on this machine.
/// </summary>
internal sealed class MetricsAccess(IConfiguration configuration)
{
    private const string TokenSetting = "BorgUi:MetricsToken";
    private const string Scheme = "Bearer ";

    public async Task GuardAsync(HttpContext context, string? policy, RequestDelegate granted)
    {
        var token = configuration[TokenSetting];
        if (!string.IsNullOrEmpty(token) && CarriesToken(context.Request, token))
        {
            await granted(context);
        }
        else if (policy is not null)
        {
            await AskPolicyAsync(context, policy, granted);
        }
        else if (!string.IsNullOrEmpty(token))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (IsFromThisMachine(context))
        {
            await granted(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private static bool CarriesToken(HttpRequest request, string token)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // Hashes have one length, so that the comparison does not tell the token's.
        return CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())),
            SHA256.HashData(Encoding.UTF8.GetBytes(token)));
    }

    /// <summary>The same steps as the authorization middleware, challenge and all.</summary>
    private static async Task AskPolicyAsync(HttpContext context, string policyName, RequestDelegate granted)
    {
        var services = context.RequestServices;
        var policy = await services.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(policyName)
            ?? throw new InvalidOperationException($"There is no authorization policy '{policyName}' to guard /metrics.");
        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        var caller = await evaluator.AuthenticateAsync(policy, context);
        var verdict = await evaluator.AuthorizeAsync(policy, caller, context, resource: null);
        await services.GetRequiredService<IAuthorizationMiddlewareResultHandler>()
            .HandleAsync(granted, context, policy, verdict);
    }

    /// <summary>A proxy on this machine speaks for strangers and says so in its headers.</summary>
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } caller
        && IPAddress.IsLoopback(caller)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");
}
