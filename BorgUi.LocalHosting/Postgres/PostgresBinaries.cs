using BorgUi.LocalHosting.Running;
using BorgUi.Processes;

namespace BorgUi.LocalHosting.Postgres;

/// <summary>Finds initdb and postgres: in PATH, then where Debian, Red Hat and a build from source put them.</summary>
internal sealed record PostgresBinaries(string Server, string InitDb)
{
    private const string HowToHelp = "Install it: apt-get install postgresql, or give ConnectionStrings__borgui to use a server of your own.";

    /// <summary>The newest installation, or the one that made <paramref name="dataFolder"/> when it holds a cluster.</summary>
    /// <exception cref="HostingException">Nothing suitable is installed.</exception>
    public static PostgresBinaries Find(string dataFolder, ProgramSearch programs)
    {
        if (programs.OnlyIn is not null)
        {
            return Installed(programs.OnlyIn) ?? throw new HostingException(
                $"PostgreSQL is not installed (no initdb in {string.Join(", ", programs.OnlyIn)}). {HowToHelp}");
        }

        var clusterVersion = ClusterVersion(dataFolder);
        if (clusterVersion is not null)
        {
            return Installed([$"/usr/lib/postgresql/{clusterVersion}/bin", $"/usr/pgsql-{clusterVersion}/bin"]) ?? FromPath()
                ?? throw new HostingException(
                    $"PostgreSQL {clusterVersion}, which made the database in {dataFolder}, is not installed. " +
                    $"Install it: apt-get install postgresql-{clusterVersion}");
        }

        return FromPath() ?? Installed(PostgresFolders.Known()) ?? throw new HostingException(
            $"PostgreSQL is not installed (no initdb in PATH or in /usr/lib/postgresql). {HowToHelp}");
    }

    private static string? ClusterVersion(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "PG_VERSION");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    private static PostgresBinaries? FromPath() =>
        ExecutablePath.TryFind("postgres") is { } server && ExecutablePath.TryFind("initdb") is { } initDb ? new(server, initDb) : null;

    private static PostgresBinaries? Installed(IEnumerable<string> folders) => folders
        .Select(folder => new PostgresBinaries(Path.Combine(folder, "postgres"), Path.Combine(folder, "initdb")))
        .FirstOrDefault(binaries => ExecutablePath.TryFind(binaries.Server) is not null && ExecutablePath.TryFind(binaries.InitDb) is not null);
}
