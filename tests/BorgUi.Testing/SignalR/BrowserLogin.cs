using System.Net;
using System.Text.RegularExpressions;

namespace BorgUi.Testing.SignalR;

/// <summary>Logs in to Web as a browser does: reads the form, sends it back with its token, keeps the cookies.</summary>
public static partial class BrowserLogin
{
    private const string TokenField = "__RequestVerificationToken";

    /// <summary>The Cookie header of a logged-in browser.</summary>
    /// <exception cref="InvalidOperationException">There is no form, or user name and password were refused.</exception>
    public static async Task<string> LogInAsync(Uri address, string userName, string password, CancellationToken cancellationToken = default)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = address };
        var page = await browser.GetStringAsync("/login", cancellationToken);
        if (TokenValue().Match(page) is not { Success: true } token)
        {
            throw new InvalidOperationException("The login page has no form with an antiforgery token.");
        }

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Username"] = userName,
            ["Password"] = password,
            [TokenField] = token.Groups[1].Value,
        });
        using var answer = await browser.PostAsync("/login", form, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? cookies.GetCookieHeader(address)
            : throw new InvalidOperationException($"The login was refused with {(int)answer.StatusCode}.");
    }

    // <input name="__RequestVerificationToken" type="hidden" value="CfDJ8…" />
    [GeneratedRegex($"""name="{TokenField}" type="hidden" value="([^"]+)" """)]
    private static partial Regex TokenValue();
}
