using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Jobs;

/// <summary>
/// The life of a job. Completed, CompletedWithWarnings, Failed and Cancelled are ends: a job that has ended never changes again.
/// </summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<JobStatus>))]
public enum JobStatus
{
    Pending,
    Running,

    /// <summary>A person stopped it; it can go on.</summary>
    Paused,

    /// <summary>Its worker died; a person or a policy decides.</summary>
    Interrupted,
    Completed,
    CompletedWithWarnings,
    Failed,
    Cancelled,
}
