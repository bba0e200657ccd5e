using BorgUi.Processes;
using BorgUi.Testing;
using Microsoft.Playwright;

namespace BorgUi.AppHost.Tests.Browser;

/// <summary>A person's browser; notes every error of a page and every address outside of BorgUi that it asks for.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // Only ends failing tests; a busy build machine may take its time.
    private const int PatienceMilliseconds = 300_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IBrowserContext _context;
    private readonly List<string> _troubles = [];

    private BrowserSession(IPlaywright playwright, IBrowser browser, IBrowserContext context, IPage page) =>
        (_playwright, _browser, _context, Page) = (playwright, browser, context, page);

    public IPage Page { get; }

    /// <summary>Errors of scripts and of the Content-Security-Policy, and requests to elsewhere; empty when all is well.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    public static async Task<BrowserSession> OpenAsync(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ExecutablePath.TryFind("chromium") ?? ExecutablePath.TryFind("chromium-browser") ?? ExecutablePath.Find("google-chrome"),
            Headless = true,
            Args = Arguments,
        });
        var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        var session = new BrowserSession(playwright, browser, context, await context.NewPageAsync());
        session.Page.SetDefaultTimeout(PatienceMilliseconds);
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        await session.WatchAsync(address);
        return session;
    }

    /// <summary>Logs in as the administrator of the tests.</summary>
    public async Task LogInAsync()
    {
        await Page.GotoAsync("/login");
        await Page.GetByLabel("User name").FillAsync(ApiUser.UserName);
        await Page.GetByLabel("Password").FillAsync(ApiUser.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" })).ToBeVisibleAsync();
    }

    /// <summary>Goes to each address in turn and takes its pictures under the name, once the page is live.</summary>
    public async Task VisitAsync(params (string Name, string Path)[] pages)
    {
        foreach (var (name, path) in pages)
        {
            await Page.GotoAsync(path);
            await Assertions.Expect(Page.Locator("[data-live-state]")).ToHaveAttributeAsync("data-state", "live");
            await ScreenshotAsync(name);
        }
    }

    /// <summary>Pictures of the page in its whole height at desktop, tablet and phone width, light and dark, beside the test results.</summary>
    public async Task ScreenshotAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        foreach (var width in (int[])[1440, 768, 390])
        {
            await Page.SetViewportSizeAsync(width, 900);
            await Page.SetViewportSizeAsync(width, await Page.EvaluateAsync<int>("Math.min(4000, Math.max(900, document.documentElement.scrollHeight))"));
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png") });
                var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"{name} is {overflow} px too wide at {width} px.");
            }
        }

        await Page.SetViewportSizeAsync(1440, 900);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await _browser.CloseAsync();
        _playwright.Dispose();
    }

    private async Task WatchAsync(Uri address)
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _troubles.Add(message.Text);
            }
        };
        Page.PageError += (_, error) => _troubles.Add(error);
        await _context.RouteAsync("**/*", async route =>
        {
            if (new Uri(route.Request.Url).Host == address.Host)
            {
                await route.ContinueAsync();
                return;
            }

            _troubles.Add($"asked for {route.Request.Url}");
            await route.AbortAsync();
        });
    }
}
