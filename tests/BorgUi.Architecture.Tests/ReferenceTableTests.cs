using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace BorgUi.Architecture.Tests;

/// <summary>The table of docs/architecture.md: who may reference whom. A new project needs a row here.</summary>
public sealed class ReferenceTableTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["BorgUi.Processes"] = [],
        ["BorgUi.Contracts"] = [],
        ["BorgUi.ServiceDefaults"] = [],
        ["BorgUi.LocalHosting"] = ["BorgUi.Processes"],
        ["BorgUi.Core"] = ["BorgUi.Contracts"],
        ["BorgUi.Notifications"] = ["BorgUi.Core", "BorgUi.Contracts"],
        ["BorgUi.Api"] = ["BorgUi.Core", "BorgUi.Contracts", "BorgUi.Notifications", "BorgUi.ServiceDefaults"],
        ["BorgUi.Worker"] = ["BorgUi.Core", "BorgUi.Contracts", "BorgUi.Notifications", "BorgUi.ServiceDefaults", "BorgUi.Processes"],
        ["BorgUi.Web"] = ["BorgUi.Contracts", "BorgUi.ServiceDefaults"],
        ["BorgUi.AppHost"] = ["BorgUi.Api", "BorgUi.Worker", "BorgUi.Web"],
    };

    // What must not be reachable, however far the way: the database from Web, Quartz from Web and, except through Core, from the Api.
    private static readonly Dictionary<string, string[]> Forbidden = new()
    {
        ["BorgUi.Web"] = ["Npgsql", "Microsoft.EntityFrameworkCore", "Quartz"],
        ["BorgUi.Api"] = ["Quartz"],
        ["BorgUi.Core"] = ["StackExchange.Redis"],
        ["BorgUi.Contracts"] = [""],
        ["BorgUi.Processes"] = [""],
    };

    [Fact]
    public void Every_project_references_only_what_the_table_allows()
    {
        foreach (var project in Projects())
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} has no row in the table.");
            Assert.Empty(Items(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))).Except(allowed));
        }
    }

    [Fact]
    public void The_table_has_no_row_without_a_project() =>
        Assert.Empty(Allowed.Keys.Except(Projects().Select(Path.GetFileNameWithoutExtension)));

    [Fact]
    public void No_project_has_a_package_that_is_not_its_business()
    {
        foreach (var project in Projects())
        {
            var forbidden = Forbidden.GetValueOrDefault(Path.GetFileNameWithoutExtension(project), []);
            Assert.DoesNotContain(Items(project, "PackageReference"), package => forbidden.Any(prefix => package.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Quartz_reads_cron_expressions_in_one_place_and_ticks_in_another()
    {
        var users = Sources().Where(file => File.ReadLines(file).Any(line => line.StartsWith("using Quartz", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root(), file));

        Assert.Equal(["BorgUi.Core/Schedules/CronSchedule.cs", "BorgUi.Worker/Schedules/ScheduleClock.cs", "BorgUi.Worker/Schedules/ScheduleServices.cs"], users.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_borg_driver_and_the_caller_of_hooks_start_what_people_chose()
    {
        var starters = Sources().Where(file => File.ReadAllText(file).Contains("ChildProcess.StartAsync", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root(), file))
            .Where(file => !file.StartsWith("BorgUi.LocalHosting", StringComparison.Ordinal) && !file.StartsWith("BorgUi.Processes", StringComparison.Ordinal));

        Assert.Equal(["BorgUi.Worker/Borg/BorgExecutable.cs", "BorgUi.Worker/Hooks/CommandHook.cs"], starters.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_worker_runs_other_programs_of_the_machine_in_four_places()
    {
        var runners = Sources().Where(file => File.ReadAllText(file).Contains("CapturedRun.RunAsync", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root(), file))
            .Where(file => file.StartsWith("BorgUi.Worker", StringComparison.Ordinal));

        // cp, rm, those of PostgreSQL, and apprise where an operator has installed it.
        Assert.Equal(
            [
                "BorgUi.Worker/Notifications/AppriseSender.cs", "BorgUi.Worker/Restores/AtomicMove.cs",
                "BorgUi.Worker/Restores/RestoreStaging.cs", "BorgUi.Worker/SelfBackups/PostgresPrograms.cs",
            ],
            runners.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_borg_driver_knows_nothing_else_of_the_worker()
    {
        var driver = Path.Combine(Root(), "BorgUi.Worker", "Borg");

        Assert.DoesNotContain(
            Directory.EnumerateFiles(driver, "*.cs").SelectMany(File.ReadLines),
            line => line.StartsWith("using BorgUi.", StringComparison.Ordinal) && line is not ("using BorgUi.Processes;" or "using BorgUi.Core.Archives;"));
    }

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines() =>
        Assert.DoesNotContain(Sources(), file => File.ReadLines(file).Count() > 400);

    private static IEnumerable<string> Projects() => Directory.EnumerateDirectories(Root(), "BorgUi.*").SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"));

    private static IEnumerable<string> Sources() => Projects().Select(project => Path.GetDirectoryName(project)!)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(item => (string?)item.Attribute("Include")).OfType<string>();

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
