using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>A site and a browser that is logged in, for tests that only look.</summary>
public sealed class LoggedInSite : IAsyncLifetime
{
    public WebSite Site { get; private set; } = null!;

    public HttpClient Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await WebSite.StartAsync();
        Browser = await Site.LoggedInAsync();
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await Site.DisposeAsync();
    }

    /// <summary>Puts the ids of the sample into an address.</summary>
    public string Fill(string address) => address
        .Replace("{plan}", Site.Api.Sample.Plans[0].Id.ToString(), StringComparison.Ordinal)
        .Replace("{repository}", Site.Api.Sample.Repositories[1].Id.ToString(), StringComparison.Ordinal)
        .Replace("{archive}", Site.Api.Sample.Archives[0].Id.ToString(), StringComparison.Ordinal)
        .Replace("{older}", Site.Api.Sample.Archives[4].Id.ToString(), StringComparison.Ordinal)
        .Replace("{checked}", Site.Api.Sample.Repositories[0].Id.ToString(), StringComparison.Ordinal)
        .Replace("{damaged}", Site.Api.Sample.Repositories[2].Id.ToString(), StringComparison.Ordinal)
        .Replace("{dry-prune}", SampleOperations.Id(1).ToString(), StringComparison.Ordinal)
        .Replace("{dry-restore}", SampleOperations.Id(6).ToString(), StringComparison.Ordinal)
        .Replace("{compared}", SampleOperations.Id(20).ToString(), StringComparison.Ordinal)
        .Replace("{chain}", SampleChains.WaitingId.ToString(), StringComparison.Ordinal)
        .Replace("{schedule}", SampleSchedules.NightlyId.ToString(), StringComparison.Ordinal)
        .Replace("{channel}", SampleNotifications.MailId.ToString(), StringComparison.Ordinal)
        .Replace("{run}", SampleSchedules.ReportRunId.ToString(), StringComparison.Ordinal)
        .Replace("{running}", Sample.RunningJobId.ToString(), StringComparison.Ordinal)
        .Replace("{failed}", Sample.FailedJobId.ToString(), StringComparison.Ordinal);
}
