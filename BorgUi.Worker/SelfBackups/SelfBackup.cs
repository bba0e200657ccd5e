namespace BorgUi.Worker.SelfBackups;

/// <summary>The folder with all that BorgUi needs to come back. It and its files have the same names in every archive.</summary>
internal sealed record SelfBackup(string Folder)
{
    public const string FolderName = "borgui-self";

    /// <summary>Whether a path in an archive is this folder or lies in it: no file of the machine stands there.</summary>
    public static bool Holds(string storedPath) => storedPath == FolderName || storedPath.StartsWith($"{FolderName}/", StringComparison.Ordinal);

    /// <summary>Made by pg_dump in its custom format.</summary>
    public string Dump => Path.Combine(Folder, "database.dump");

    public string SecretKey => Path.Combine(Folder, "secret-key");

    /// <summary>One in each line; not there when there are none.</summary>
    public string PreviousSecretKeys => Path.Combine(Folder, "previous-secret-keys");

    /// <summary>Keys of borg that are in no repository, of the worker that made the backup; not there when there are none.</summary>
    public string Keyfiles => Path.Combine(Folder, "keyfiles");

    public string Readme => Path.Combine(Folder, "README.txt");

    public static SelfBackup In(string parent) => new(Path.Combine(parent, FolderName));

    /// <summary>What borg extracted: this folder, or the one that it lies in; null when it is not there whole.</summary>
    public static SelfBackup? Find(string folder)
    {
        SelfBackup[] places = [In(folder), new(folder)];
        return Array.Find(places, place => File.Exists(place.Dump) && File.Exists(place.SecretKey));
    }

    public string ReadSecretKey() => File.ReadAllText(SecretKey).Trim();

    public IReadOnlyList<string> ReadPreviousSecretKeys() =>
        File.Exists(PreviousSecretKeys) ? [.. File.ReadLines(PreviousSecretKeys).Where(line => !string.IsNullOrWhiteSpace(line))] : [];
}
