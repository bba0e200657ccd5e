using System.Net;
using System.Text.RegularExpressions;

namespace BorgUi.Testing;

/// <summary>A person with a browser that knows no scripts: logs in, opens pages, fills in forms.</summary>
public sealed partial class PageUser : IDisposable
{
    private const string TokenField = "__RequestVerificationToken";

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _browser;

    private PageUser(Uri address) =>
        _browser = new(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = address };

    /// <summary>The Cookie header that this browser sends.</summary>
    public string Cookies => _cookies.GetCookieHeader(_browser.BaseAddress!);

    /// <exception cref="InvalidOperationException">There is no form, or user name and password were refused.</exception>
    public static async Task<PageUser> LogInAsync(Uri address, string userName, string password, CancellationToken cancellationToken = default)
    {
        var person = new PageUser(address);
        var answer = await person.SubmitAsync("/login", [new("Username", userName), new("Password", password)], cancellationToken);
        return answer.Status == HttpStatusCode.Redirect
            ? person
            : throw new InvalidOperationException($"The login was refused with {(int)answer.Status}.");
    }

    public async Task<PageAnswer> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        using var answer = await _browser.GetAsync(path, cancellationToken);
        return await PageAnswer.ReadAsync(answer, cancellationToken);
    }

    /// <summary>Opens the page and sends its form with these fields, and the token that it carries.</summary>
    /// <exception cref="InvalidOperationException">The page has no form.</exception>
    public async Task<PageAnswer> SubmitAsync(
        string page, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken = default)
    {
        var opened = await OpenAsync(page, cancellationToken);
        if (Token().Match(opened.Html) is not { Success: true } token)
        {
            throw new InvalidOperationException($"{page} has no form with an antiforgery token.");
        }

        using var form = new FormUrlEncodedContent([.. fields, new(TokenField, token.Groups[1].Value)]);
        using var answer = await _browser.PostAsync(page, form, cancellationToken);
        return await PageAnswer.ReadAsync(answer, cancellationToken);
    }

    public void Dispose() => _browser.Dispose();

    // <input name="__RequestVerificationToken" type="hidden" value="CfDJ8…" />
    [GeneratedRegex($"""name="{TokenField}" type="hidden" value="([^"]+)" """)]
    private static partial Regex Token();
}
