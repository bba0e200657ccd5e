using System.Diagnostics;
using System.Globalization;
using System.Net;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>
/// Takes one decision after the other from the seed: what to ask for, what to kill, for how long. What a decision meets depends
/// on what is there just then; the decisions do not.
/// </summary>
internal sealed class Troublemaker(ChaosSystem system, ChaosFigures figures, ChaosOptions options, CancellationToken interrupted)
{
    private readonly Random _random = new(options.Seed);
    private readonly Requests _requests = new(system);
    private readonly List<Task> _troubles = [];
    private readonly SemaphoreSlim _servers = new(1, 1);

    public async Task RunAsync()
    {
        var actions = Actions();
        var total = actions.Sum(action => action.Weight);
        var decisions = Path.Combine(system.Folder, "logs", "decisions.log");
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < options.Duration)
        {
            interrupted.ThrowIfCancellationRequested();
            // Each decision takes the same number of throws, whatever becomes of it.
            var (dice, choice, size, pause) = (_random.Next(total), _random.Next(1 << 20), _random.NextDouble(), _random.Next(100, 900));
            var action = actions.First(one => (dice -= one.Weight) < 0);
            await File.AppendAllTextAsync(decisions, string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started):mm\\:ss\\.f} {action.Name} {choice} {size:0.00}\n"), interrupted);
            await DoAsync(action, new(choice, size));
            await Task.Delay(pause, interrupted);
        }

        await Task.WhenAll(_troubles);
    }

    private async Task DoAsync(ChaosAction action, Dice dice)
    {
        if (action.Trouble is { } trouble)
        {
            _troubles.Add(Task.Run(async () => figures.Count(await trouble(dice) ? action.Name : $"{action.Name} (was down already)"), CancellationToken.None));
            return;
        }

        try
        {
            figures.Count(await action.Request!(dice) ? action.Name : $"{action.Name} (nothing there)");
        }
        catch (HttpRequestException error) when (error.StatusCode is null or HttpStatusCode.ServiceUnavailable)
        {
            figures.Count("requests while the API or its database was away");
        }
        catch (HttpRequestException error) when ((int)error.StatusCode! < 500)
        {
            figures.Count($"requests refused with {(int)error.StatusCode!}");
        }
        catch (HttpRequestException error)
        {
            figures.Fault($"{action.Name} was answered {error.Message}");
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            figures.Count("requests without an answer");
        }
    }

    private List<ChaosAction> Actions() =>
    [
        ChaosAction.Ask("backup", 40, _requests.BackUpAsync),
        ChaosAction.Ask("check", 3, _requests.CheckAsync),
        ChaosAction.Ask("compact", 4, _requests.CompactAsync),
        ChaosAction.Ask("prune", 4, _requests.PruneAsync),
        ChaosAction.Ask("restore", 5, _requests.RestoreAsync),
        ChaosAction.Ask("delete archive", 2, _requests.DeleteArchiveAsync),
        ChaosAction.Ask("test", 3, _requests.TestAsync),
        ChaosAction.Ask("cancel", 6, _requests.CancelAsync),
        ChaosAction.Ask("pause", 5, _requests.PauseAsync),
        ChaosAction.Ask("start", 8, _requests.StartAsync),
        ChaosAction.Ask("recover", 4, _requests.RecoverAsync),
        ChaosAction.Ask("dismiss", 1, _requests.DismissAsync),
        ChaosAction.Break("kill worker", 6, dice => system.Workers[dice.Of(system.Workers.Count)].KillAsync(dice.Seconds(0, 4))),
        ChaosAction.Break("freeze worker", 4, dice => system.Workers[dice.Of(system.Workers.Count)].FreezeAsync(dice.Seconds(2, 2.5 * ChaosSystem.LeaseSeconds))),
        ChaosAction.Break("restart worker", 2, dice => system.Workers[dice.Of(system.Workers.Count)].RestartAsync()),
        ChaosAction.Break("kill borg", 5, KillBorgAsync),
        ChaosAction.Break("freeze borg", 2, FreezeBorgAsync),
        ChaosAction.Break("kill API", 2, dice => system.Api.KillAsync(dice.Seconds(0, 2))),
        ChaosAction.Break("kill Redis", 1, KillRedisAsync),
        ChaosAction.Break("crash Postgres", 1, CrashPostgresAsync),
    ];

    private Task<bool> KillBorgAsync(Dice dice)
    {
        var borgs = RunningBorgs.In(system.Folder);
        return Task.FromResult(borgs.Count > 0 && borgs[dice.Of(borgs.Count)].Process.Send(Signal.Kill));
    }

    private async Task<bool> FreezeBorgAsync(Dice dice)
    {
        var borgs = RunningBorgs.In(system.Folder);
        if (borgs.Count == 0 || !borgs[dice.Of(borgs.Count)].Process.Send(Signal.Stop))
        {
            return false;
        }

        await Task.Delay(dice.Seconds(1, 15));
        borgs[dice.Of(borgs.Count)].Process.Send(Signal.Continue);
        return true;
    }

    private Task<bool> KillRedisAsync(Dice dice) => OneServerAsync(async () =>
    {
        await system.Redis.KillAsync();
        await Task.Delay(dice.Seconds(0, 5));
        await system.Redis.StartAsync(CancellationToken.None);
    });

    private Task<bool> CrashPostgresAsync(Dice dice) => OneServerAsync(async () =>
    {
        system.Postgres.CrashNow();
        await Task.Delay(dice.Seconds(0, 3));
        await system.Postgres.StartAgainAsync();
    });

    private async Task<bool> OneServerAsync(Func<Task> trouble)
    {
        if (!await _servers.WaitAsync(TimeSpan.Zero))
        {
            return false;
        }

        try
        {
            await trouble();
            return true;
        }
        finally
        {
            _servers.Release();
        }
    }
}
