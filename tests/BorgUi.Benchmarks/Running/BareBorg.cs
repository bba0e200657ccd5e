using System.Diagnostics;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.Benchmarks.Running;

/// <summary>borg without BorgUi: the same command in the same environment, its output read and thrown away.</summary>
internal sealed class BareBorg(string baseDirectory, CancellationToken interrupted)
{
    // Those that the worker gives to its borg.
    private readonly Dictionary<string, string> _environment = new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
        ["HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        ["LANG"] = "C.UTF-8",
        ["LC_ALL"] = "C.UTF-8",
        ["TZ"] = "UTC",
        ["BORG_BASE_DIR"] = baseDirectory,
        ["BORG_HOST_ID"] = "bare@benchmark",
        ["BORG_PASSPHRASE"] = ApiUser.Passphrase,
        ["BORG_NEW_PASSPHRASE"] = ApiUser.Passphrase,
        ["BORG_DISPLAY_PASSPHRASE"] = "no",
        ["BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK"] = "yes",
        ["BORG_RELOCATED_REPO_ACCESS_IS_OK"] = "yes",
        ["BORG_EXIT_CODES"] = "modern",
        ["BORG_SHOW_SYSINFO"] = "no",
        ["BORG_SELFTEST"] = "disabled",
    };

    public Task InitAsync(string repository, string encryption) => RunAsync(["init", "--encryption", encryption, repository]);

    /// <summary>Runs the command of one of BorgUi's backups again, but into another repository.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> RepeatAsync(string command, string repository, string intoRepository)
    {
        var words = CommandWords.Split(command);
        var archive = words.Single(word => word.StartsWith($"{repository}::", StringComparison.Ordinal));
        var started = Stopwatch.GetTimestamp();
        await RunAsync([.. words.Skip(1).Select(word => word == archive ? intoRepository + archive[repository.Length..] : word)]);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Lists an archive into the void.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> ListAsync(string archive)
    {
        var started = Stopwatch.GetTimestamp();
        await RunAsync(["list", "--json-lines", archive]);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Restores a whole archive into a folder.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> ExtractAsync(string repository, string archive, string folder)
    {
        var started = Stopwatch.GetTimestamp();
        await RunAsync(["extract", $"{repository}::{archive}"], folder);
        return Stopwatch.GetElapsedTime(started);
    }

    private async Task RunAsync(IReadOnlyList<string> arguments, string? folder = null)
    {
        await using var borg = await ChildProcess.StartAsync(
            new() { FileName = "borg", Arguments = arguments, WorkingDirectory = folder, Environment = _environment }, interrupted);
        await Task.WhenAll(borg.Output.CopyToAsync(Stream.Null, interrupted), borg.Error.CopyToAsync(Stream.Null, interrupted));
        var exitCode = await borg.WaitForExitAsync(interrupted);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"borg {string.Join(' ', arguments)} ended with {exitCode}.");
        }
    }
}
