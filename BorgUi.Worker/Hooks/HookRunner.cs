using System.Security.Cryptography;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Hooks;
using BorgUi.Core.Secrets;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Hooks;

/// <summary>Runs one hook within its time limit; what it says goes to the job's log under its name.</summary>
internal sealed partial class HookRunner(CommandHook commands, HttpHook calls, SecretBox secrets, TimeProvider time, ILogger<HookRunner> logger)
{
    private const int LastLines = 3;
    private const int MaximumFailureLength = 1000;

    /// <returns>What went wrong, with the last that the hook said; null when it succeeded.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled, and the hook was ended.</exception>
    public async Task<string?> RunAsync(JobRun run, PlanHook hook, HookFacts facts, CancellationToken cancellationToken)
    {
        run.Progress.Report(run.Progress.Newest with { Message = $"Running the hook '{hook.Name}'", CurrentFile = null, SpeedBytes = null, EtaSeconds = null });
        run.Log.Write(JobLogLevel.Info, $"[{hook.Name}] {DescribeOf(hook)}");
        var last = new LastWords();
        var problem = await CallAsync(run, hook, facts, last, cancellationToken);
        run.Progress.Report(run.Progress.Newest with { Message = null });
        if (problem is null)
        {
            return null;
        }

        LogFailed(logger, hook.Name, facts.RunId, problem);
        var failure = $"The hook '{hook.Name}' {problem.TrimEnd('.')}.{last}";
        return failure.Length > MaximumFailureLength ? failure[..MaximumFailureLength] + "…" : failure;
    }

    private async Task<string?> CallAsync(JobRun run, PlanHook hook, HookFacts facts, LastWords last, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(hook.TimeoutSeconds);
        using var limit = new CancellationTokenSource(timeout, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var secret = hook.SealedSecret is null ? null : secrets.Open(hook.SealedSecret, PlanHook.SecretPurpose(hook.Id));
            IHookCaller caller = hook.Http is null ? commands : calls;
            return await caller.CallAsync(new(run, hook, facts, secret), Say, over.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"did not end within {timeout.TotalSeconds:0} s and was ended";
        }
        catch (CryptographicException error)
        {
            return $"could not be given its secret: {error.Message}";
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it is, the job has to go on to its end, and the hooks after this one have to run.
            return $"could not be run: {error.Message}";
        }

        void Say(string line)
        {
            last.Add(line);
            run.Log.Write(JobLogLevel.Info, $"[{hook.Name}] {line}");
        }
    }

    private static string DescribeOf(PlanHook hook) =>
        hook.Http is { } http ? $"{http.Method} {http.Url}" : $"$ {string.Join(' ', hook.Command.Select(BorgCommand.Quote))}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hook {Hook}, run {RunId}, {Problem}")]
    private static partial void LogFailed(ILogger logger, string hook, Guid runId, string problem);

    /// <summary>The last lines of both pipes of a hook.</summary>
    private sealed class LastWords
    {
        private readonly Queue<string> _lines = new();

        public void Add(string line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                return;
            }

            lock (_lines)
            {
                _lines.Enqueue(line.Trim());
                if (_lines.Count > LastLines)
                {
                    _lines.Dequeue();
                }
            }
        }

        public override string ToString()
        {
            lock (_lines)
            {
                return _lines.Count == 0 ? "" : $" It said: {string.Join(" / ", _lines)}";
            }
        }
    }
}
