using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace BorgUi.Web.Live;

/// <summary>What the hub says to browsers. The records are those of the wire, untouched.</summary>
public interface IJobHubClient
{
    [HubMethodName("job_update")]
    Task JobUpdate(JsonElement update);

    [HubMethodName("job_log")]
    Task JobLog(JsonElement lines);

    /// <summary>Something beside jobs has changed: one of <see cref="BorgUi.Contracts.ChangeNotices"/>.</summary>
    [HubMethodName("changed")]
    Task Changed(string what);

    /// <summary>Events may be missing: fetch what is shown again.</summary>
    [HubMethodName("resync")]
    Task Resync();
}
