using System.Text;
using BorgUi.Processes;

namespace BorgUi.FakeBorg;

/// <summary>A worker that has started its borg and will be killed.</summary>
internal static class FakeWorker
{
    public static async Task<int> RunAsync(string program)
    {
        await using var child = await ChildProcess.StartAsync(new() { FileName = program, DeathSignal = Signal.Kill });
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{child.Id}\n")));
        return await child.WaitForExitAsync();
    }
}
