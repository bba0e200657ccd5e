using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace BorgUi.Testing;

/// <summary>Waits for what another process or task does sooner or later; the bound is generous, because it only ends failing tests.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the bound.</exception>
    public static Task HoldsAsync(
        Func<bool> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        HoldsAsync(() => Task.FromResult(condition()), within, what);

    /// <inheritdoc cref="HoldsAsync(Func{bool}, TimeSpan?, string)"/>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var bound = within ?? Bound;
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"This did not hold within {bound.TotalSeconds:0} s: {what}");
            }

            await Task.Delay(Pause);
        }
    }
}
