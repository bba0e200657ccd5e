namespace BorgUi.Worker.Borg;

/// <summary>How a backup is made. Paths are stored without a leading '/', relative ones as given.</summary>
internal sealed record CreateOptions
{
    public required IReadOnlyList<string> Paths { get; init; }

    public string? WorkingDirectory { get; init; }

    public string Compression { get; init; } = "zstd,3";

    public string? Comment { get; init; }

    /// <summary>borg's exclude patterns: <c>*.log</c>, <c>sh:home/*/.cache</c>.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Folders that hold a file of one of these names are left out.</summary>
    public IReadOnlyList<string> ExcludeIfPresent { get; init; } = [];

    /// <summary>borg's include and exclude rules in order: <c>+ home/me/keep</c>, <c>- home/me</c>. They come before <see cref="Excludes"/>.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    public bool ExcludeCaches { get; init; } = true;

    public bool OneFileSystem { get; init; }

    /// <summary>Names every file that was new or had changed; files with trouble are named always.</summary>
    public bool ListSaved { get; init; }

    /// <summary>What is sent in this time can be lost when the run is cut off.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>How a new repository is made.</summary>
internal sealed record InitOptions
{
    /// <summary>repokey-blake2, repokey, keyfile-blake2, keyfile, authenticated-blake2, authenticated or none.</summary>
    public string Encryption { get; init; } = "repokey-blake2";

    public bool MakeParentFolders { get; init; }

    public bool AppendOnly { get; init; }

    /// <summary>At least 10 MB; null means no limit.</summary>
    public long? StorageQuotaBytes { get; init; }
}

/// <summary>What is restored, and where to.</summary>
internal sealed record ExtractOptions
{
    /// <summary>borg has no target option: it writes into its working directory.</summary>
    public required string TargetFolder { get; init; }

    /// <summary>Paths as stored, each with what lies below it; none means everything.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Leading folders to leave away; items with fewer are skipped silently.</summary>
    public int StripComponents { get; init; }

    public bool ListFiles { get; init; }

    /// <summary>Reads and verifies everything, writes nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What a check reads.</summary>
internal sealed record CheckOptions
{
    public bool RepositoryOnly { get; init; }

    public bool ArchivesOnly { get; init; }

    /// <summary>Decrypts and verifies every chunk.</summary>
    public bool VerifyData { get; init; }

    /// <summary>Stops after this time and goes on there the next time; only with <see cref="RepositoryOnly"/>.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Rewrites what is damaged; lost data becomes zeros.</summary>
    public bool Repair { get; init; }
}

/// <summary>Chooses archives by name, as borg's <c>-a</c> does.</summary>
internal sealed record ArchiveGlob
{
    private ArchiveGlob(string? pattern) => Pattern = pattern;

    public static ArchiveGlob All { get; } = new("*");

    public string? Pattern { get; }

    internal IEnumerable<string> Arguments => Pattern is null ? [] : [$"--glob-archives={Pattern}"];

    /// <summary>Every archive whose name begins with exactly this text.</summary>
    public static ArchiveGlob StartingWith(string prefix) => new($"{Escape(prefix)}*");

    /// <summary>A pattern as a person wrote it: * ? [...].</summary>
    public static ArchiveGlob Matching(string pattern) => new(BorgName.Literal(pattern));

    // borg matches as a shell does: [*] is a star.
    private static string Escape(string text) =>
        string.Concat(BorgName.Literal(text).Select(character => character is '*' or '?' or '[' ? $"[{character}]" : $"{character}"));
}
