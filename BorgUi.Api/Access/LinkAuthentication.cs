using System.Security.Claims;
using System.Text.Encodings.Web;
using BorgUi.Api.Archives;
using BorgUi.Contracts.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BorgUi.Api.Access;

/// <summary>
/// Lets whoever has a signed link download what it names, without a login: as an operator, who alone can make one. It counts until it
/// expires, also when its maker is disabled meanwhile.
/// </summary>
internal sealed class LinkAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, DownloadLinks links)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Link";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        !DownloadLinks.IsLink(Request) ? AuthenticateResult.NoResult()
        : links.IsGood(Request) ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.Role, Roles.Operator)], SchemeName)), Scheme.Name))
        : AuthenticateResult.Fail("The link was changed or has expired."));

    // It is opened by people, in a browser.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => DownloadLinks.IsLink(Request)
        ? TypedResults.Problem("Go back to the page that you have it from, and start the download there again.", title: "This link has expired or was changed.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context)
        : base.HandleChallengeAsync(properties);
}
