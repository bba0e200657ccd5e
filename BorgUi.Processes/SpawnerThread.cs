using System.Collections.Concurrent;
using System.Diagnostics;

namespace BorgUi.Processes;

/// <summary>
/// Linux binds PR_SET_PDEATHSIG to the thread that forked, not to the process: a child of a pool thread dies when that
/// thread is retired. So every child is started here, on one thread that lives as long as the process.
/// </summary>
internal static class SpawnerThread
{
    private static readonly BlockingCollection<Action> Starts = [];

    static SpawnerThread() => new Thread(Run) { IsBackground = true, Name = "spawner" }.Start();

    public static Task<Process> RunAsync(ProcessStartInfo startInfo)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
#pragma warning disable RS0030 // the one place where children are started
                started.SetResult(Process.Start(startInfo)!);
#pragma warning restore RS0030
            }
            catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                started.SetException(error);
            }
        });
        return started.Task;
    }

    private static void Run()
    {
        foreach (var start in Starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
