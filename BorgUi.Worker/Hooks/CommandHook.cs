using System.Text;
using BorgUi.Core.Secrets;
using BorgUi.Processes;
using BorgUi.Worker.Borg;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Hooks;

/// <summary>A hook that is a program. It is given its arguments as they are, and an environment that is built from nothing.</summary>
internal sealed class CommandHook(IOptions<HookOptions> options, TimeProvider time) : IHookCaller
{
    private const int MaxLineBytes = 64 * 1024;

    // What a program that talks to the machine's services needs of the account that the worker runs as; never the worker's settings.
    private static readonly string[] Inherited = ["PATH", "HOME", "USER", "LOGNAME", "TZ", "TMPDIR", "XDG_RUNTIME_DIR"];

    public async Task<string?> CallAsync(HookCall call, Action<string> say, CancellationToken cancellationToken)
    {
        await using var child = await StartAsync(call, cancellationToken);
        using var reading = new CancellationTokenSource();
        var mask = new SecretMask(call.Secret);
        var output = Task.WhenAll(ReadAsync(child.Output, mask, say, reading.Token), ReadAsync(child.Error, mask, say, reading.Token));
        try
        {
            var exitCode = await child.WaitForExitAsync(cancellationToken);
            return exitCode == 0 ? null : $"ended with exit code {exitCode}";
        }
        finally
        {
            // Only one that did not end by itself: what a hook started and left running on purpose is not ours to end.
            if (!child.HasExited)
            {
                await HookProcesses.EndAsync(call.Facts.RunId, options.Value.TerminatePatience, time, call.Run.Lease.Killing);
            }

            await EndOfAsync(output, reading);
        }
    }

    private static Task<ChildProcess> StartAsync(HookCall call, CancellationToken cancellationToken) => ChildProcess.StartAsync(
        new()
        {
            FileName = call.Hook.Command[0],
            Arguments = [.. call.Hook.Command.Skip(1)],
            WorkingDirectory = "/",
            Environment = EnvironmentOf(call),
        },
        cancellationToken);

    private static Dictionary<string, string> EnvironmentOf(HookCall call)
    {
        var variables = new Dictionary<string, string> { ["LANG"] = "C.UTF-8" };
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        foreach (var (name, value) in call.Facts.Variables())
        {
            variables[name] = value;
        }

        if (call.Secret is { } secret)
        {
            variables["BORGUI_HOOK_SECRET"] = secret;
        }

        return variables;
    }

    private static async Task ReadAsync(Stream stream, SecretMask mask, Action<string> say, CancellationToken cancellationToken)
    {
        // Not on the thread of whoever starts the hook: a pipe that has data is read synchronously.
        await Task.Yield();
        await new LineReader(stream, MaxLineBytes).ReadToEndAsync(
            line =>
            {
                var text = Encoding.UTF8.GetString(line.Utf8.Span);
                say(line.Cut ? mask.ApplyToBeginning(text) + "…" : mask.Apply(text));
                return ValueTask.CompletedTask;
            },
            cancellationToken);
    }

    private async Task EndOfAsync(Task output, CancellationTokenSource reading)
    {
        reading.CancelAfter(options.Value.EndOfOutputPatience);
        await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
