namespace BorgUi.Contracts.Jobs;

/// <summary>The Redis channels. Both carry hints: losing a message costs freshness, never a job.</summary>
public static class JobChannels
{
    /// <summary>Something was enqueued, or a running job's cancel was asked for. The body is the job id.</summary>
    public const string Signals = "borgui:job-signals";

    /// <summary>One <see cref="JobEvent"/> as JSON each.</summary>
    public const string Events = "borgui:job-events";
}
