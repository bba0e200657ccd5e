using System.Text;
using BorgUi.Processes;

namespace BorgUi.Worker.Hooks;

/// <summary>
/// The processes of one run of a hook, with all that they started: each has inherited the run's id in its environment. So they
/// are found also when their parents are gone, and after a crash of the worker.
/// </summary>
internal static class HookProcesses
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(10);

    /// <summary>Asks all of them to end, and kills those that did not after <paramref name="grace"/> or when the token says so.</summary>
    /// <returns>False when some are still there, because the kernel does not let them go.</returns>
    public static async Task<bool> EndAsync(Guid runId, TimeSpan grace, TimeProvider time, CancellationToken atOnce)
    {
        if (await SignalUntilGoneAsync(runId, Signal.Terminate, once: true, grace, time, atOnce))
        {
            return true;
        }

        return await SignalUntilGoneAsync(runId, Signal.Kill, once: false, KillPatience, time, CancellationToken.None);
    }

    /// <summary>Those that are alive now. Processes of other users are none of ours.</summary>
    public static IReadOnlyList<ProcessIdentity> Find(Guid runId)
    {
        var mark = Encoding.ASCII.GetBytes($"\0{HookFacts.RunIdVariable}={runId}\0");
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) && id != Environment.ProcessId && HasMark(id, mark) ? ProcessIdentity.Of(id) : null)
            .OfType<ProcessIdentity>()];
    }

    private static async Task<bool> SignalUntilGoneAsync(Guid runId, Signal signal, bool once, TimeSpan patience, TimeProvider time, CancellationToken enough)
    {
        var since = time.GetTimestamp();
        for (var round = 0; ; round++)
        {
            var alive = Find(runId);
            if (alive.Count == 0)
            {
                return true;
            }

            foreach (var process in round == 0 || !once ? alive : [])
            {
                process.Send(signal);
            }

            if (enough.IsCancellationRequested || time.GetElapsedTime(since) > patience)
            {
                return false;
            }

            await Task.Delay(LookEvery, time, CancellationToken.None);
        }
    }

    private static bool HasMark(int processId, byte[] mark)
    {
        try
        {
            // "PATH=/usr/bin\0BORGUI_RUN_ID=019…\0": the first has none before it.
            var environment = File.ReadAllBytes($"/proc/{processId}/environ").AsSpan();
            return environment.IndexOf(mark) >= 0 || environment.StartsWith(mark.AsSpan(1));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
