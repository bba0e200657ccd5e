using BorgUi.Testing;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>
/// Runs a whole BorgUi while things are killed, frozen and asked for at random, lets it settle, and compares what it says with
/// what borg says of every repository.
/// </summary>
internal static class ChaosCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken interrupted)
    {
        ChaosOptions options;
        try
        {
            options = ChaosOptions.Parse(arguments);
        }
        catch (ArgumentException error)
        {
            await Console.Error.WriteLineAsync($"{error.Message}\n{ChaosOptions.Usage}");
            return 2;
        }

        var folder = TemporaryFolder.Create("chaos");
        await Console.Error.WriteLineAsync($"seed {options.Seed}, in {folder.Path}");
        ChaosReport report;
        await using (var system = await ChaosSystem.StartAsync(folder.Path, interrupted))
        {
            var figures = new ChaosFigures();
            await using var watch = new WriterWatch(folder.Path, figures);
            await new Troublemaker(system, figures, options, interrupted).RunAsync();
            var unsettled = await new Settling(system, interrupted).RunAsync();
            report = await new Audit(system, figures, options, interrupted).RunAsync(unsettled);
        }

        await Console.Out.WriteLineAsync(report.Text);
        if (!options.Keep && report.IsClean)
        {
            folder.Dispose();
        }
        else
        {
            // Under its own name the next tests would sweep it away.
            var kept = Path.Combine(Path.GetTempPath(), $"borgui-chaos-{options.Seed}-{Guid.NewGuid():N}");
            Directory.Move(folder.Path, kept);
            await Console.Error.WriteLineAsync($"The logs are in {kept}");
        }

        return report.IsClean ? 0 : 1;
    }
}
