using System.Globalization;

namespace BorgUi.Worker.Borg;

/// <summary>How borg calls ssh: without questions, and only with what is given here.</summary>
internal sealed record BorgSsh
{
    /// <summary>The private key; null leaves the choice to ssh.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>The host keys that are trusted; an unknown or another key ends the connection.</summary>
    public required string KnownHostsFile { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A server that is silent three times as long counts as lost.</summary>
    public TimeSpan AliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where ssh writes its own messages: borg loses them in a third of the failures.</summary>
    internal string? LogFile { get; init; }

    internal string ToRemoteShell()
    {
        List<string> arguments = ["ssh", "-F", "/dev/null"];
        if (IdentityFile is not null)
        {
            // Not -i: that looks for the file before it reads %% as %.
            arguments.AddRange(["-o", FileOption("IdentityFile", IdentityFile), "-o", "IdentitiesOnly=yes"]);
        }

        arguments.AddRange(["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"]);
        arguments.AddRange(["-o", FileOption("UserKnownHostsFile", KnownHostsFile)]);
        arguments.AddRange(["-o", "GlobalKnownHostsFile=/dev/null"]);
        arguments.AddRange(["-o", Option("ServerAliveInterval", AliveInterval), "-o", "ServerAliveCountMax=3"]);
        arguments.AddRange(["-o", Option("ConnectTimeout", ConnectTimeout)]);
        if (LogFile is not null)
        {
            arguments.AddRange(["-E", Quote(LogFile)]);
        }

        return string.Join(' ', arguments);
    }

    private static string Option(string name, TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}={Math.Max(1, (int)time.TotalSeconds)}");

    // ssh splits the value once more at blanks, hence the inner quotes, and puts the host in the place of %h and so on.
    private static string FileOption(string name, string path) =>
        Quote($"{name}=\"{path.Replace("%", "%%", StringComparison.Ordinal)}\"");

    // borg splits BORG_RSH as a shell does.
    private static string Quote(string argument) => $"'{argument.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";
}
