using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Maintenance;

/// <summary>
/// Brings the list of archives up to date when a deletion was cut off: some may be gone, the rest is whole. Started again, the
/// job chooses anew among what is there, and so finishes what was left.
/// </summary>
internal sealed class DeletionAftermath(RepositoryKeyring keyring, RepositoryLook look, ArchiveCatalogue catalogue) : IJobAftermath
{
    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        if (run.Trace is null)
        {
            return interrupted with { LeftBehind = "borg had not begun to delete." };
        }

        using var keys = keyring.Open(run.Job.Repository!);
        var found = await look.LookAsync(run, run.Job.Repository!, keys.Environment);
        if (found.Archives is not { } archives)
        {
            return interrupted with { LeftBehind = $"How many archives are gone is not known, the repository could not be opened: {found.Problem} {found.LockNote}".TrimEnd() };
        }

        await catalogue.ReplaceAsync(run.Job.RepositoryId!.Value, archives, CancellationToken.None);
        var left = archives.Count(archive => !archive.IsHidden);
        return interrupted with { LeftBehind = $"{left} archives are whole and in the list; start it again to delete what is left to delete. {found.LockNote}".TrimEnd() };
    }
}
