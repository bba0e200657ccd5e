using System.Globalization;
using System.Runtime.InteropServices;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Output;
using BorgUi.LocalHosting.ResourcePage;

namespace BorgUi.LocalHosting;

/// <summary>A run that a person (or a service manager) started and ends by a signal.</summary>
internal sealed class ConsoleSession(DistributedApplication application, ConsoleOutput console, TimeProvider time)
{
    private const int Failure = 1;

    // Some tools signal both us and our group: that is one request, not two.
    private static readonly TimeSpan OneRequest = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource _stopRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _requestedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var hangUp = IsHangUpIgnored() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        await using var cancelled = cancellationToken.Register(() => _stopRequested.TrySetResult());
        await using (application)
        {
            try
            {
                await application.StartAsync(console, cancellationToken);
                await using var page = await ResourcePageServer.StartAsync(application, application.ResourcePagePort, cancellationToken);
                console.Say($"{application.Name} keeps its data in {application.DataPath} and shows its resources at {page.Address}");
                await RunUntilStoppedAsync();
            }
            catch (HostingException error)
            {
                Fail(error.Message);
            }
        }
    }

    private async Task RunUntilStoppedAsync()
    {
        using var watching = new CancellationTokenSource();
        var readiness = SayWhenReadyAsync(watching.Token);
        var failure = application.ResourceNotifications.WaitAsync(
            snapshots => snapshots.Any(snapshot => snapshot.State == KnownResourceStates.FailedToStart), watching.Token);
        if (await Task.WhenAny(_stopRequested.Task, failure) == failure)
        {
            Fail(Describe(await failure));
        }

        console.Say($"{application.Name} stops …");
        await watching.CancelAsync();
        await Task.WhenAny(readiness);
        await application.StopAsync();
    }

    private async Task SayWhenReadyAsync(CancellationToken cancellationToken)
    {
        var snapshots = await application.ResourceNotifications.WaitAsync(
            snapshots => snapshots.All(snapshot => snapshot.IsReady || snapshot is { State: nameof(KnownResourceStates.Finished), ExitCode: 0 }),
            cancellationToken);
        var entrances = application.Resources.OfType<ProjectResource>().Where(project => project.IsExternal).Select(project => project.Name).ToHashSet();
        var address = snapshots.FirstOrDefault(snapshot => entrances.Contains(snapshot.ResourceName))?.Address;
        console.Say(address is null ? $"{application.Name} is ready" : $"{application.Name} is ready at {address.GetLeftPart(UriPartial.Authority)}");
    }

    /// <summary>The first cause; those who waited for it in vain add nothing.</summary>
    private static string Describe(IReadOnlyList<ResourceSnapshot> snapshots)
    {
        var failed = snapshots.Where(snapshot => snapshot.State == KnownResourceStates.FailedToStart).ToList();
        return (failed.Find(snapshot => snapshot.Message?.Contains("cannot start: '", StringComparison.Ordinal) == false) ?? failed[0]).Message ?? "";
    }

    private void Fail(string message)
    {
        console.SayError($"{application.Name} cannot start. {message}");
        Environment.ExitCode = Failure;
    }

    /// <summary>Who started us with nohup wants us to outlive the terminal; a handler would take that away.</summary>
    private static bool IsHangUpIgnored()
    {
        // "SigIgn:\t0000000000001001", a bit for each signal; SIGHUP is 1
        const string Field = "SigIgn:";
        var ignored = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal))[Field.Length..].Trim();
        return (ulong.Parse(ignored, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & 1) != 0;
    }

    /// <summary>The first signal asks everything to end; the second does not ask.</summary>
    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _requestedAt, time.GetTimestamp(), 0) == 0)
        {
            _stopRequested.TrySetResult();
        }
        else if (time.GetElapsedTime(Interlocked.Read(ref _requestedAt)) > OneRequest)
        {
            application.Kill();
        }
    }
}
