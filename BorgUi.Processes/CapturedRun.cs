using System.Text;

namespace BorgUi.Processes;

/// <summary>What a short program said and how it ended; for programs whose output is small.</summary>
public sealed record CapturedRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end; it is killed when the token is cancelled.</summary>
    /// <exception cref="FileNotFoundException">The program is not installed.</exception>
    public static async Task<CapturedRun> RunAsync(ChildProcessStart start, CancellationToken cancellationToken = default)
    {
        await using var child = await ChildProcess.StartAsync(start, cancellationToken);
        var output = ReadAsync(child.Output, cancellationToken);
        var error = ReadAsync(child.Error, cancellationToken);
        var exitCode = await child.WaitForExitAsync(cancellationToken);
        return new(exitCode, await output, await error);
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
