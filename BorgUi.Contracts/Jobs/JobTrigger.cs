using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Jobs;

/// <summary>Who or what asked for a job.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<JobTrigger>))]
public enum JobTrigger
{
    User,
    Schedule,
    ApiToken,
    Chain,
    Retry,
}
