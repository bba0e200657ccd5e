using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace BorgUi.Testing;

/// <summary>Waits for what another process or task does sooner or later.</summary>
public static class Eventually
{
    // It only ends tests that fail anyway: long enough for a machine that others use as well.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the bound.</exception>
    public static Task HoldsAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        HoldsAsync(() => Task.FromResult(condition()), () => what);

    /// <param name="within">For what takes longer by its nature.</param>
    /// <inheritdoc cref="HoldsAsync(Func{bool}, string)"/>
    public static Task HoldsAsync(
        Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "", TimeSpan? within = null) =>
        HoldsAsync(condition, () => what, within);

    /// <param name="what">Says what did not hold, and what was seen in its place.</param>
    /// <inheritdoc cref="HoldsAsync(Func{bool}, string)"/>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan? within = null)
    {
        var bound = within ?? Bound;
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"This did not hold within {bound.TotalMinutes:0.#} minutes: {what()}");
            }

            await Task.Delay(Pause);
        }
    }
}
