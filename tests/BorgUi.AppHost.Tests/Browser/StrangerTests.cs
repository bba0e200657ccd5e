using BorgUi.Testing;
using Microsoft.Playwright;

namespace BorgUi.AppHost.Tests.Browser;

[Collection(SharedSystem.Collection)]
public sealed class StrangerTests(SharedSystem shared)
{
    [Fact]
    public async Task A_stranger_sees_nothing_but_the_login()
    {
        await using var browser = await BrowserSession.OpenAsync(shared.System.Address);
        foreach (var path in (string[])["/", "/jobs", "/repositories", "/plans", "/archives", $"/jobs/{Guid.NewGuid()}"])
        {
            await browser.Page.GotoAsync(path);
            Assert.Contains("/login", browser.Page.Url);
        }

        await browser.ScreenshotAsync("login");
        await browser.Page.GetByLabel("User name").FillAsync(ApiUser.UserName);
        await browser.Page.GetByLabel("Password").FillAsync("not the password");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        Assert.Contains("/login", browser.Page.Url);
        await browser.ScreenshotAsync("login-refused");
    }
}
