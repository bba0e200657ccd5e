using BorgUi.Api.Http;

namespace BorgUi.Api.Jobs;

internal static class JobRules
{
    private const int PriorityLimit = 100;
    private const int NamedJobsLimit = 1000;

    public static int? Priority(FieldErrors errors, int? priority)
    {
        if (priority is < -PriorityLimit or > PriorityLimit)
        {
            errors.Add("priority", $"Give a number from -{PriorityLimit} to {PriorityLimit}.");
        }

        return priority;
    }

    /// <summary>Jobs named by a request; null means all.</summary>
    public static IReadOnlyList<Guid>? JobIds(FieldErrors errors, IReadOnlyList<Guid>? jobIds)
    {
        if (jobIds is { Count: 0 or > NamedJobsLimit })
        {
            errors.Add("job_ids", $"Name 1 to {NamedJobsLimit} jobs, or leave it out for all.");
        }

        return jobIds;
    }
}
