using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BorgUi.LocalHosting.ResourcePage;

/// <summary>Lets those in who came once with the printed address; a cookie stands for its token afterwards.</summary>
internal sealed class ResourcePageAccess(string token, int port)
{
    public const string TokenParameter = "t";

    // Cookies do not tell ports apart.
    private readonly string _cookie = string.Create(CultureInfo.InvariantCulture, $"resources-{port}");

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (IsToken(context.Request.Query[TokenParameter]))
        {
            context.Response.Cookies.Append(_cookie, token, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
            context.Response.Redirect("/");
            return Task.CompletedTask;
        }

        if (IsToken(context.Request.Cookies[_cookie]))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("Open this page with the whole address that the host printed at its start.\n", context.RequestAborted);
    }

    private bool IsToken(string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
}
