using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace BorgUi.Web.Live;

/// <summary>
/// <c>/hubs/jobs</c>, only with the login cookie. A page joins first, fetches what it shows, and then drops
/// events that are older than what it fetched.
/// </summary>
[Authorize]
public sealed class JobHub : Hub<IJobHubClient>
{
    [HubMethodName("watch_jobs")]
    public Task WatchJobs() => Groups.AddToGroupAsync(Context.ConnectionId, JobGroups.All, Context.ConnectionAborted);

    [HubMethodName("watch_job")]
    public Task WatchJob(Guid jobId) => Groups.AddToGroupAsync(Context.ConnectionId, JobGroups.Of(jobId), Context.ConnectionAborted);

    [HubMethodName("unwatch_job")]
    public Task UnwatchJob(Guid jobId) => Groups.RemoveFromGroupAsync(Context.ConnectionId, JobGroups.Of(jobId), Context.ConnectionAborted);
}
