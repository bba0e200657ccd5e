using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>An installation in which nothing was done yet.</summary>
public sealed class EmptyPageTests : IAsyncLifetime
{
    private WebSite _site = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        _site = await WebSite.StartAsync(Sample.Empty());
        _browser = await _site.LoggedInAsync();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Each_list_teaches_the_next_step()
    {
        (string Address, string Expected)[] pages =
        [
            ("/", "Three steps"),
            ("/plans", "No plan yet"),
            ("/plans/new", "First a repository"),
            ("/repositories", "No repository yet"),
            ("/schedules", "No schedule yet"),
            ("/schedules/new", "First a repository"),
            ("/schedules?search=nothing", "No schedule matches"),
            ("/maintenance", "Nothing was done yet"),
            ("/notifications", "Nobody is told yet"),
            ("/jobs", "Nothing has run yet"),
            ("/archives", "No archives yet"),
            ("/logs", "Nothing was logged yet"),
            ("/logs?search=nothing", "No line matches"),
            ("/search?q=nothing", "Nothing found"),
            ("/workers", "No worker is running"),
            ("/jobs?search=nothing", "No job matches"),
            ("/archives?search=nothing", "No archive matches"),
            ("/plans?search=nothing", "No plan matches"),
            ("/repositories?search=nothing", "No repository matches"),
        ];

        foreach (var (address, expected) in pages)
        {
            Assert.Contains(expected, await _browser.GetStringAsync(address), StringComparison.Ordinal);
        }
    }
}
