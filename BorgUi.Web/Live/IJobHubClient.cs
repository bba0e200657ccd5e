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

    /// <summary>Events may be missing: fetch what is shown again.</summary>
    [HubMethodName("resync")]
    Task Resync();
}
