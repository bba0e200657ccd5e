using BorgUi.Contracts;
using BorgUi.Contracts.Alarms;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    /// <param name="cleared">Those that are over, in place of those that are active.</param>
    public Task<Page<AlarmResponse>> ListAlarmsAsync(bool cleared, int limit, int offset, CancellationToken cancellationToken) =>
        GetAsync(ListQuery.Of(limit, offset).With("cleared", cleared ? "true" : null).On("/api/alarms"), ApiJson.Default.PageAlarmResponse, cancellationToken);
}
