using System.Net;
using BorgUi.Web.Tests.Fakes;
using BorgUi.Web.Tests.Pages;

namespace BorgUi.Web.Tests.Parts;

public sealed class WaitingReasonTests(LoggedInSite site) : IClassFixture<LoggedInSite>
{
    [Fact]
    public async Task A_job_that_waits_leads_to_the_job_it_waits_for()
    {
        var html = WebUtility.HtmlDecode(await site.Browser.GetStringAsync($"/jobs/{Sample.PendingJobId}"));

        Assert.Contains($"""The repository is busy with <a href="/jobs/{Sample.RunningJobId}">another job</a> (backup).""", html, StringComparison.Ordinal);
    }
}
