using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests;

/// <summary>borg as a person runs it beside BorgUi: with a cache of its own, and as if on another machine.</summary>
internal static class BorgCommandLine
{
    public const string Machine = "laptop.example";

    /// <summary>Runs it to its end, which must be a good one.</summary>
    public static async Task<string> RunAsync(string baseFolder, params string[] arguments)
    {
        var run = await CapturedRun.RunAsync(Describe(baseFolder, arguments));
        Assert.True(run.ExitCode == 0, $"borg {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
        return run.Output;
    }

    /// <summary>Holds the lock of a repository until the input of the process is closed.</summary>
    public static async Task<ChildProcess> LockAsync(string baseFolder, string repository)
    {
        var borg = await ChildProcess.StartAsync(Describe(baseFolder, ["with-lock", "--lock-wait", "60", repository, "sh", "-c", "echo locked; cat"]) with { OpenInput = true });
        _ = borg.Error.CopyToAsync(Stream.Null);
        Assert.Equal("locked", await new StreamReader(borg.Output).ReadLineAsync());
        return borg;
    }

    private static ChildProcessStart Describe(string baseFolder, string[] arguments) => new()
    {
        FileName = "borg",
        Arguments = arguments,
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["BORG_BASE_DIR"] = baseFolder,
            ["BORG_HOST_ID"] = $"{Machine}@186240203219",
            ["BORG_PASSPHRASE"] = ApiUser.Passphrase,
            ["BORG_RELOCATED_REPO_ACCESS_IS_OK"] = "yes",
        },
    };
}
