using System.Runtime.InteropServices;
using BorgUi.Processes;

namespace BorgUi.Worker.Restores;

/// <summary>Puts a restored item under its final name in one step, replacing what is there.</summary>
internal static class AtomicMove
{
    /// <exception cref="IOException">It could not be moved; nothing has changed under the final name.</exception>
    public static async Task MoveAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (NativeMethods.Rename(from, to) == 0)
        {
            return;
        }

        if (Marshal.GetLastPInvokeError() != NativeMethods.CrossesFileSystems)
        {
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }

        await CopyAsync(from, to, cancellationToken);
    }

    // Another disk is mounted below the destination: copied beside the final name first, with owner, times and attributes.
    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var beside = Path.Combine(Path.GetDirectoryName(to)!, $"{RestoreStaging.Prefix}{Guid.NewGuid():N}");
        try
        {
            var copied = await CapturedRun.RunAsync(new() { FileName = "cp", Arguments = ["--archive", "--no-target-directory", "--", from, beside] }, cancellationToken);
            if (copied.ExitCode != 0)
            {
                throw new IOException(copied.Error.Trim());
            }

            if (NativeMethods.Rename(beside, to) != 0)
            {
                throw new IOException($"{Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
            }
        }
        finally
        {
            await RestoreStaging.RemoveAsync(beside);
        }
    }
}
