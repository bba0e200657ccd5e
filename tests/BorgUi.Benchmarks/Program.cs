using System.Runtime.InteropServices;
using BorgUi.Benchmarks;
using BorgUi.Benchmarks.Chaos;
using BorgUi.Benchmarks.Results;

using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
if (args is [ChaosOptions.Verb, .. var chaos])
{
    return await ChaosCommand.RunAsync(chaos, interrupted.Token);
}

BenchmarkOptions options;
IReadOnlyList<IMeasurement> chosen;
try
{
    options = BenchmarkOptions.Parse(args);
    chosen = Suite.Choose(options);
}
catch (ArgumentException error)
{
    await Console.Error.WriteLineAsync($"{error.Message}\n{BenchmarkOptions.Usage}\nNAME is one of {string.Join(", ", Suite.Names)}.");
    return 2;
}

await using var bench = new Bench(options, interrupted.Token);
var results = await Suite.RunAsync(chosen, bench);
await Console.Out.WriteLineAsync(await Report.WriteAsync(options, results));
return results.Any(result => result.Problem is not null) ? 1 : 0;

// What was started is ended, and what was written is deleted, before we go.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.Cancel();
}
