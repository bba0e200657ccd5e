using System.Threading.Channels;

namespace BorgUi.Worker.Jobs;

/// <summary>Wakes one waiter before its time; pulses that come while nobody waits count once.</summary>
internal sealed class JobPulse(TimeProvider time)
{
    private readonly Channel<bool> _pulses = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Beat() => _pulses.Writer.TryWrite(true);

    /// <summary>Returns at the next pulse, or when <paramref name="patience"/> is over.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _pulses.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came in time, which is an answer too.
        }
    }
}
