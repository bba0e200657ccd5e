using System.Globalization;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<RecentLog> GetRecentLogAsync(Guid? jobId, JobLogLevel? level, string? search, int limit, CancellationToken cancellationToken)
    {
        var query = new ListQuery()
            .With("limit", limit.ToString(CultureInfo.InvariantCulture))
            .With("job_id", jobId)
            .With("level", level is { } least ? Word(least) : null)
            .With("search", search);
        return GetAsync(query.On("/api/logs"), ApiJson.Default.RecentLog, cancellationToken);
    }
}
