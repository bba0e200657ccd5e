using System.Globalization;

namespace BorgUi.Worker.Borg;

/// <content>Commands that make, read and restore archives.</content>
internal sealed partial record BorgCommand
{
    /// <summary>Backs up into a new archive. The result is a <see cref="CreateResult"/>.</summary>
    public static BorgCommand Create(string repository, string archive, CreateOptions options) =>
        CreateInto(BorgName.Archive(repository, archive), options);

    /// <summary>Backs up into a new archive whose name borg makes from placeholders: <c>{hostname}-{utcnow}</c>.</summary>
    public static BorgCommand CreateFromTemplate(string repository, string template, CreateOptions options) =>
        CreateInto(BorgName.ArchiveFromTemplate(repository, template), options);

    /// <summary>
    /// Names what such a backup would take, each as a <see cref="FileStatus"/> of '-' with its path as given. It reads no file, opens no
    /// repository and takes no lock. Sockets are named too, though no archive takes them.
    /// </summary>
    public static BorgCommand CreateDryRun(string repository, string template, CreateOptions options) =>
        With(
            BorgVerb.CreateDryRun,
            ["create", "--dry-run", "--list", "--filter=-E", .. Selection(options), BorgName.ArchiveFromTemplate(repository, template), "--", .. options.Paths]) with
        {
            WorkingDirectory = options.WorkingDirectory,
        };

    /// <summary>Lists the archives of a repository. The result is an <see cref="ArchiveList"/>.</summary>
    public static BorgCommand ListArchives(string repository, bool withCheckpoints = false)
    {
        List<string> arguments = ["list", "--json", "--format", "{comment}{hostname}{username}{end}{command_line}"];
        AddFlag(arguments, "--consider-checkpoints", withCheckpoints);
        return With(BorgVerb.ListArchives, [.. arguments, BorgName.Repository(repository)]);
    }

    /// <summary>Streams the content of an archive as JSON lines; an unknown path gives no line and no error.</summary>
    public static BorgCommand ListFiles(string repository, string archive, params IEnumerable<string> paths) =>
        With(BorgVerb.ListFiles, ["list", "--json-lines", BorgName.Archive(repository, archive), "--", .. paths.Select(BorgName.PathInArchive)]) with
        {
            Output = BorgOutput.Lines,
        };

    /// <summary>The same with the SHA-256 of each file's content: borg reads and decrypts all of it.</summary>
    public static BorgCommand ListFilesWithHash(string repository, string archive) =>
        With(BorgVerb.ListFiles, "list", "--json-lines", "--format={mtime}{size}{sha256}", BorgName.Archive(repository, archive)) with
        {
            Output = BorgOutput.Lines,
        };

    /// <summary>Asks for the repository's totals. The result is a <see cref="RepositoryInfo"/> without archives.</summary>
    public static BorgCommand InfoRepository(string repository) =>
        With(BorgVerb.Info, "info", "--json", BorgName.Repository(repository));

    /// <summary>Asks for the statistics of one archive. The result is a <see cref="RepositoryInfo"/>.</summary>
    public static BorgCommand InfoArchive(string repository, string archive) =>
        With(BorgVerb.Info, "info", "--json", BorgName.Archive(repository, archive));

    /// <summary>Asks for the statistics of many archives in one call. <paramref name="last"/> limits it to the newest.</summary>
    public static BorgCommand InfoArchives(string repository, ArchiveGlob archives, int? last = null)
    {
        List<string> arguments = ["info", "--json", .. archives.Arguments];
        AddValue(arguments, "--last", last?.ToString(CultureInfo.InvariantCulture));
        return With(BorgVerb.Info, [.. arguments, BorgName.Repository(repository)]);
    }

    /// <summary>Streams what differs in content between two archives as JSON lines.</summary>
    public static BorgCommand Diff(string repository, string older, string newer, params IEnumerable<string> paths) =>
        With(
            BorgVerb.Diff,
            ["diff", "--json-lines", "--content-only", BorgName.Archive(repository, older), "--", BorgName.ArchiveLiteral(newer), .. paths.Select(BorgName.PathInArchive)]) with
        {
            Output = BorgOutput.Lines,
        };

    /// <summary>Restores into a folder, which must exist; files that are there are replaced without asking.</summary>
    public static BorgCommand Extract(string repository, string archive, ExtractOptions options)
    {
        List<string> arguments = ["--progress", "extract"];
        AddFlag(arguments, "--list", options.ListFiles);
        AddFlag(arguments, "--dry-run", options.DryRun);
        AddValue(arguments, "--strip-components", options.StripComponents is > 0 and var parts ? parts.ToString(CultureInfo.InvariantCulture) : null);
        return With(BorgVerb.Extract, [.. arguments, BorgName.Archive(repository, archive), "--", .. options.Paths.Select(BorgName.PathInArchive)]) with
        {
            WorkingDirectory = options.TargetFolder,
        };
    }

    /// <summary>
    /// Writes a tar of the paths, each with what lies below it, to standard output; none means everything. borg's own choice is GNU's
    /// format, which keeps names of any length and bytes.
    /// </summary>
    public static BorgCommand ExportTar(string repository, string archive, params IEnumerable<string> paths) =>
        With(BorgVerb.ExportTar, ["export-tar", BorgName.Archive(repository, archive), "-", .. paths.Select(BorgName.PathInArchive)]) with
        {
            Output = BorgOutput.Bytes,
        };

    private static BorgCommand CreateInto(string archive, CreateOptions options)
    {
        if (options.Paths.Count == 0)
        {
            throw new ArgumentException("A backup needs at least one path.", nameof(options));
        }

        List<string> arguments =
        [
            "--progress", "create", "--json", "--list", "--filter", options.ListSaved ? "AMCE" : "CE",
            "-C", options.Compression,
            "--checkpoint-interval", Seconds(options.CheckpointInterval),
        ];
        AddValue(arguments, "--comment", options.Comment is { } comment ? BorgName.Literal(comment) : null);
        return With(BorgVerb.Create, [.. arguments, .. Selection(options), archive, "--", .. options.Paths]) with
        {
            WorkingDirectory = options.WorkingDirectory,
        };
    }

    // What is taken of the paths.
    private static List<string> Selection(CreateOptions options)
    {
        List<string> arguments = [];
        AddFlag(arguments, "--exclude-caches", options.ExcludeCaches);
        AddFlag(arguments, "--one-file-system", options.OneFileSystem);
        // The first rule that matches decides: patterns may bring back what an exclude would leave out.
        AddEach(arguments, "--pattern", options.Patterns);
        AddEach(arguments, "--exclude", options.Excludes);
        AddEach(arguments, "--exclude-if-present", options.ExcludeIfPresent);
        return arguments;
    }

    private static void AddFlag(List<string> arguments, string option, bool wanted)
    {
        if (wanted)
        {
            arguments.Add(option);
        }
    }

    // One argument, --option=value: a value that begins with '-' would be taken for an option.
    private static void AddValue(List<string> arguments, string option, string? value)
    {
        if (value is not null)
        {
            arguments.Add($"{option}={value}");
        }
    }

    private static void AddEach(List<string> arguments, string option, IEnumerable<string> values) =>
        arguments.AddRange(values.Select(value => $"{option}={value}"));
}
