using BorgUi.Core.Secrets;

namespace BorgUi.Core.Jobs;

/// <summary>How the API asks a worker for what one of its running jobs sends out; only who has the master key can.</summary>
public static class JobStream
{
    public const string Scheme = "BorgUi-Stream";

    private const string Purpose = "job-stream";

    public static string PathOf(Guid jobId) => $"/streams/{jobId}";

    /// <summary>What proves that the API asks; good for this job alone.</summary>
    public static string TokenFor(SecretBox secrets, Guid jobId) => secrets.Sign($"{jobId:N}", Purpose);

    public static bool IsToken(SecretBox secrets, Guid jobId, string token) => secrets.IsSigned($"{jobId:N}", Purpose, token);
}
