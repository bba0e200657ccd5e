using System.Globalization;
using System.Text.RegularExpressions;
using BorgUi.Core.Data;
using BorgUi.Core.Secrets;
using BorgUi.Processes;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BorgUi.Worker.SelfBackups;

/// <summary>The programs of PostgreSQL on this machine. They reach BorgUi's database by their environment; no password is in arguments.</summary>
internal sealed partial class PostgresPrograms(NpgsqlDataSource database, DatabaseAddress address, IOptions<SelfBackupOptions> options)
{
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR"];

    /// <summary>Finds those that fit the server: of its version, else the next newer one. Older ones refuse to read it.</summary>
    public async Task<PostgresInstallation> FindAsync(CancellationToken cancellationToken)
    {
        var needed = await ServerVersionAsync(cancellationToken);
        var found = new List<(int Version, string Folder)>();
        foreach (var folder in Folders().Distinct())
        {
            if (await VersionInAsync(folder, cancellationToken) is { } version)
            {
                found.Add((version, folder));
            }
        }

        var fitting = found.Where(one => one.Version >= needed).OrderBy(one => one.Version).Select(one => one.Folder).FirstOrDefault();
        var others = found.Count == 0 ? "" : $", only {found.Max(one => one.Version)}";
        return fitting is not null ? new(fitting, null) : new(null, string.Create(
            CultureInfo.InvariantCulture, $"pg_dump {needed} or newer, which the database needs, is not installed on {Environment.MachineName}{others}. Install the package postgresql-client-{needed} there."));
    }

    /// <summary>Runs one of the programs to its end; it and what it has started are killed when the token is cancelled.</summary>
    /// <returns>With what it said about errors, without the password.</returns>
    public async Task<CapturedRun> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var run = await CapturedRun.RunAsync(
            new() { FileName = program, Arguments = [.. arguments], WorkingDirectory = "/", Environment = EnvironmentOf(address) }, cancellationToken);
        return run with { Error = new SecretMask(address.Password).Apply(run.Error).Trim() };
    }

    private IEnumerable<string> Folders() => options.Value.ProgramFolder is { Length: > 0 } given
        ? [given]
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(PostgresFolders.Known());

    private async Task<int> ServerVersionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return connection.PostgreSqlVersion.Major;
    }

    private async Task<int?> VersionInAsync(string folder, CancellationToken cancellationToken)
    {
        if (ExecutablePath.TryFind(PostgresInstallation.DumpIn(folder)) is not { } program)
        {
            return null;
        }

        // "pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"
        var run = await RunAsync(program, ["--version"], cancellationToken);
        return Version().Match(run.Output) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static Dictionary<string, string> EnvironmentOf(DatabaseAddress address)
    {
        var variables = new Dictionary<string, string>(address.Variables()) { ["LANG"] = "C.UTF-8", ["PGAPPNAME"] = "borgui" };
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}

/// <summary>Where the programs are, or why there are none, in a sentence that says what to do.</summary>
internal sealed record PostgresInstallation(string? Folder, string? Problem)
{
    public string Dump => DumpIn(Folder!);

    public string Restore => Path.Combine(Folder!, "pg_restore");

    public string Shell => Path.Combine(Folder!, "psql");

    public static string DumpIn(string folder) => Path.Combine(folder, "pg_dump");
}
