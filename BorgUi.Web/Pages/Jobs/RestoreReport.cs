using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Pages.Jobs;

/// <summary>The files of a restore that are not as they were asked for.</summary>
internal sealed record RestoreReport(Guid JobId, IReadOnlyList<RestoreReportList> Lists, bool IsThere)
{
    private const int MostShown = 100;

    public static async Task<RestoreReport> FindAsync(BorgUiApi api, Guid jobId, CancellationToken cancellationToken)
    {
        List<RestoreReportList> lists = [];
        foreach (var (outcome, title) in ((ReportOutcome, string)[])[(ReportOutcome.Failed, "Failed"), (ReportOutcome.Skipped, "Left as they are")])
        {
            if (await api.FindRestoreReportAsync(jobId, outcome, MostShown, cancellationToken) is { } page)
            {
                lists.Add(new(outcome, title, page));
            }
        }

        var isThere = await api.FindRestoreReportAsync(jobId, outcome: null, limit: 1, cancellationToken) is { Total: > 0 };
        return new(jobId, lists, isThere);
    }
}

internal sealed record RestoreReportList(ReportOutcome Outcome, string Title, ReportPage Page);
