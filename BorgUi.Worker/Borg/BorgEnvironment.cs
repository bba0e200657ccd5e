namespace BorgUi.Worker.Borg;

/// <summary>
/// The whole environment of a borg: built from nothing, so that the Worker's own connection strings and keys cannot
/// reach borg, ssh or a helper that they start.
/// </summary>
internal sealed record BorgEnvironment
{
    private const string DefaultSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Holds borg's cache, keys and security folders; must persist, or replay detection and keyfiles are lost.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>Names this machine in borg's locks; stable, and never shared by two machines.</summary>
    public required string HostId { get; init; }

    /// <summary>Empty for repositories without encryption; never missing, or borg would ask.</summary>
    public string Passphrase { get; init; } = "";

    /// <summary>Only for init and for changing the passphrase.</summary>
    public string? NewPassphrase { get; init; }

    /// <summary>How ssh is called; null for local repositories.</summary>
    public BorgSsh? Ssh { get; init; }

    /// <summary>borg on the server, when it is not in its PATH.</summary>
    public string? RemotePath { get; init; }

    /// <summary>The account's home; ssh looks there for what its options leave open.</summary>
    public string HomeDirectory { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : DefaultSearchPath;

    public override string ToString() => $"borg environment under {BaseDirectory}";

    /// <exception cref="InvalidOperationException">The passphrase should be changed, but there is no new one.</exception>
    internal IReadOnlyDictionary<string, string> VariablesFor(BorgCommand command)
    {
        if (command.Verb == BorgVerb.KeyChangePassphrase && NewPassphrase is null)
        {
            // borg would take the old one again and call that a success.
            throw new InvalidOperationException("Changing the passphrase needs a new one.");
        }

        var variables = new Dictionary<string, string>
        {
            ["PATH"] = SearchPath,
            ["HOME"] = HomeDirectory,
            ["LANG"] = "C.UTF-8",
            ["LC_ALL"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["BORG_BASE_DIR"] = BaseDirectory,
            ["BORG_HOST_ID"] = HostId,
            ["BORG_PASSPHRASE"] = Passphrase,
            ["BORG_DISPLAY_PASSPHRASE"] = "no",
            ["BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK"] = "yes",
            ["BORG_RELOCATED_REPO_ACCESS_IS_OK"] = "yes",
            ["BORG_EXIT_CODES"] = "modern",
            ["BORG_SHOW_SYSINFO"] = "no",
            ["BORG_SELFTEST"] = "disabled",
        };
        AddIfSet(variables, "BORG_NEW_PASSPHRASE", NewPassphrase ?? (command.Verb == BorgVerb.Init ? Passphrase : null));
        AddIfSet(variables, "BORG_REMOTE_PATH", RemotePath);
        AddIfSet(variables, "BORG_RSH", Ssh?.ToRemoteShell());
        AddIfSet(variables, "BORG_CHECK_I_KNOW_WHAT_I_AM_DOING", command.ConfirmsDangerous ? "YES" : null);
        return variables;
    }

    private static void AddIfSet(Dictionary<string, string> variables, string name, string? value)
    {
        if (value is not null)
        {
            variables[name] = value;
        }
    }
}
