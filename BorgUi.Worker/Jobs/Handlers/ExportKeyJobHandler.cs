using System.Text;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg key export</c>; the key goes from borg's output sealed into the database and into no log.</summary>
internal sealed class ExportKeyJobHandler(JobBorg borg, RepositoryKeyring keyring, KeyRecord record) : IJobHandler
{
    public async Task<Core.Jobs.JobEnd> RunAsync(JobRun run)
    {
        var repository = run.Job.Repository!;
        using var keys = keyring.Open(repository);
        run.Progress.Report(new() { Message = "Reading the key" });
        var ended = await borg.RunAsync(run, BorgCommand.KeyExport(repository.Location), keys.Environment);
        if (!ended.IsDone)
        {
            return JobEnds.Undone(run, ended);
        }

        if (ExportedKeyText.Of(ended) is not { } key)
        {
            return JobEnds.Refused(run, "borg ended without an error, but gave no key.", "Export the key by hand: borg key export.");
        }

        await record.StoreExportAsync(repository.Id, key);
        return JobEnds.Done(run, ended);
    }
}

/// <summary>The key in what <c>key export</c> printed.</summary>
internal static class ExportedKeyText
{
    // "BORG_KEY 0f3a…(64 hexadecimal digits)", then base64
    public static string? Of(BorgEnded ended) =>
        Encoding.UTF8.GetString(ended.Output.Span) is var text && text.StartsWith("BORG_KEY ", StringComparison.Ordinal) ? text : null;
}
