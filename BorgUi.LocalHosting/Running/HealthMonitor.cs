namespace BorgUi.LocalHosting.Running;

/// <summary>
/// Asks for health as Aspire does: after 1 s × min(5, failures), and every 30 s once healthy. Only while a resource starts it
/// asks more often: everybody waits for that first answer.
/// </summary>
internal sealed class HealthMonitor(IResourceProgram program, Action<string?> onAnswer, TimeProvider time)
{
    private const int LongestFailureStep = 5;

    private static readonly TimeSpan HealthyInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartingInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FailureStep = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await program.WaitUntilAskableAsync(cancellationToken);
        var (failures, hasStarted) = (0, false);
        while (true)
        {
            var trouble = await program.CheckHealthAsync(cancellationToken);
            onAnswer(trouble);
            failures = trouble is null ? 0 : failures + 1;
            hasStarted |= trouble is null;
            await Task.Delay(hasStarted ? IntervalAfter(failures) : StartingInterval, time, cancellationToken);
        }
    }

    private static TimeSpan IntervalAfter(int failures) => failures == 0 ? HealthyInterval : FailureStep * Math.Min(LongestFailureStep, failures);
}
