using System.Globalization;
using BorgUi.LocalHosting.Running;
using Microsoft.Extensions.Configuration;

namespace BorgUi.LocalHosting;

/// <summary>What the person who starts the host may choose.</summary>
internal sealed record HostingOptions
{
    public const string DataPathKey = "DataPath";

    private const string PortKey = "Hosting:Port";
    private const string BindKey = "Hosting:Bind";
    private const string ProgramFoldersKey = "Hosting:ProgramFolders";

    /// <summary>Command line switches and the configuration keys that they set.</summary>
    public static IReadOnlyDictionary<string, string> Switches { get; } = new Dictionary<string, string>
    {
        ["--data"] = DataPathKey,
        ["--port"] = PortKey,
        ["--bind"] = BindKey,
        ["--workers"] = "Workers",
        ["--restore-self"] = "RestoreSelf",
    };

    /// <summary>An absolute path.</summary>
    public required string DataPath { get; init; }

    /// <summary>The port of the project with external endpoints; null for the one in its launch profile.</summary>
    public int? Port { get; init; }

    /// <summary>Where the project with external endpoints listens: an address, or * for every one; null for this machine only.</summary>
    public string? Bind { get; init; }

    /// <summary>Where PostgreSQL's and Redis' programs are; by colons, in place of PATH and the usual folders.</summary>
    public ProgramSearch Programs { get; init; } = new();

    /// <summary>Tests run side by side, so on random ports, and care about speed more than about a power failure.</summary>
    public bool IsTest { get; init; }

    /// <exception cref="HostingException">A value makes no sense.</exception>
    public static HostingOptions Read(IConfiguration configuration) => new()
    {
        DataPath = Path.GetFullPath(configuration[DataPathKey]!),
        Port = ReadPort(configuration[PortKey]),
        Bind = configuration[BindKey] is { Length: > 0 } bind ? bind : null,
        Programs = new(configuration[ProgramFoldersKey]?.Split(':', StringSplitOptions.RemoveEmptyEntries)),
    };

    private static int? ReadPort(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw new HostingException($"'{text}' is not a port: --port takes a number from 1 to 65535.");
    }
}
