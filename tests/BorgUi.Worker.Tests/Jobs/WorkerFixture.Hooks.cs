using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Core.Secrets;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>Jobs with hooks around them.</summary>
public sealed partial class WorkerFixture
{
    public Task<Guid> EnqueueBackupAsync(Guid repositoryId, Guid? planId, IReadOnlyList<PlanHook> hooks, params string[] sources) =>
        EnqueueAsync(BackupJob.Of(planId, repositoryId, "default", DetailsOf(sources), DateTimeOffset.UnixEpoch, planHooks: hooks));

    /// <summary>A backup with hooks, seen at work, that would take borg many minutes.</summary>
    public async Task<Job> StartLongBackupAsync(Guid repositoryId, IReadOnlyList<PlanHook> hooks)
    {
        ResizeLongSource(200_000_000_000);
        var id = await EnqueueBackupAsync(repositoryId, null, hooks, LongSource);
        return await WaitForAsync(id, job => job is { ProcessPid: not null, Progress.OriginalSizeBytes: > 0 });
    }

    public static PlanHook WithSecret(PlanHook hook, string secret) =>
        hook with { SealedSecret = new SecretBox(SecretKey).Seal(secret, PlanHook.SecretPurpose(hook.Id)) };
}
