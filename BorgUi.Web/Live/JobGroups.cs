namespace BorgUi.Web.Live;

/// <summary>The groups of the hub.</summary>
internal static class JobGroups
{
    /// <summary>The updates of all jobs.</summary>
    public const string All = "jobs";

    /// <summary>The updates and log lines of one job.</summary>
    public static string Of(Guid jobId) => $"job:{jobId}";
}
