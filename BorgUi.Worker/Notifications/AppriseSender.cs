using BorgUi.Core.Secrets;
using BorgUi.Notifications.Senders;
using BorgUi.Notifications;
using BorgUi.Processes;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Notifications;

/// <summary>The program apprise, where it is installed. The addresses are the channel's secret: it reads them from a private file.</summary>
internal sealed class AppriseSender(IOptions<NotificationOptions> options, WorkerIdentity identity) : INotificationSender
{
    private const int LongestText = 16 * 1024;
    private const int LongestAnswer = 2048;

    private static readonly FileStreamOptions Private =
        new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };

    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR"];

    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        if (ExecutablePath.TryFind(options.Value.Apprise, "/usr/local/bin", "/opt/apprise/bin") is not { } program)
        {
            return new($"apprise is not installed on {Environment.MachineName}, whose worker tried: install it there (pipx install apprise, or the package apprise).");
        }

        var folder = Path.Combine(identity.RunDirectory, $"apprise-{Guid.NewGuid():N}");
        WorkerIdentity.CreatePrivateDirectory(folder);
        try
        {
            var config = Path.Combine(folder, "apprise.conf");
            await using (var file = new StreamWriter(config, Private))
            {
                await file.WriteAsync(request.Secret.AsMemory(), cancellationToken);
            }

            return Result(await RunAsync(program, config, request.Message, cancellationToken), request.Secret!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<CapturedRun> RunAsync(string program, string config, NotificationMessage message, CancellationToken cancellationToken) => CapturedRun.RunAsync(
        new()
        {
            FileName = program,
            Arguments =
            [
                $"--config={config}", $"--title={message.Title}", $"--body={JsonCall.Limited(message.TextWithLink, LongestText)}",
                $"--notification-type={NotificationWords.Of(message.Severity)}", "--input-format=text",
            ],
            WorkingDirectory = "/",
            Environment = EnvironmentOf(),
        },
        cancellationToken);

    private static SendResult Result(CapturedRun run, string secret)
    {
        var addresses = secret.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var said = addresses.Aggregate($"{run.Output}\n{run.Error}".Trim(), (text, address) => new SecretMask(address).Apply(text));
        var answer = JsonCall.Limited(said, LongestAnswer);
        // It says which addresses it could not reach, not which it could.
        return run.ExitCode == 0 ? SendResult.Sent(answer) : new($"apprise ended with exit code {run.ExitCode}.", answer) { MayHaveArrived = addresses.Length > 1 };
    }

    private static Dictionary<string, string> EnvironmentOf()
    {
        var variables = new Dictionary<string, string> { ["LANG"] = "C.UTF-8" };
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }
}
