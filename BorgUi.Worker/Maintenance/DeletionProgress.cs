using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Maintenance;

/// <summary>Counts the archives that borg has begun to delete, over all its calls.</summary>
internal sealed class DeletionProgress(int total)
{
    private int _begun;

    /// <summary>The figures after this event; those before when it is not about the next archive.</summary>
    public JobProgress Next(BorgEvent happened, JobProgress before)
    {
        // "Deleting archive: daily-09                             Thu, 2026-10-15 12:00:00 [b6b6...] (1/9)"
        if (happened is not LogMessage { Logger: "borg.output.list" } message || !message.Text.StartsWith("Deleting archive: ", StringComparison.Ordinal))
        {
            return before;
        }

        _begun++;
        return before with { Percent = (_begun - 1) * 100.0 / total, Message = $"Deleting archive {_begun} of {total}" };
    }
}
