using BorgUi.Api.Http;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Api.Repositories;

/// <summary>The secrets of a request as they will be sealed, and the public known_hosts that goes with the ssh key.</summary>
internal sealed record RepositorySecrets(string? Passphrase, string? SshPrivateKey, string? KnownHosts, string? Keyfile)
{
    private const int MaximumPassphraseLength = 1024;

    public static RepositorySecrets Of(FieldErrors errors, CreateRepositoryRequest request, string? encryption, RepositoryLocation? location)
    {
        var secrets = new RepositorySecrets(
            PassphraseOf(errors, request.Passphrase),
            SshFiles.PrivateKey(errors, request.SshPrivateKey),
            SshFiles.KnownHosts(errors, request.KnownHosts),
            KeyfileOf(errors, request));
        CheckPassphrase(errors, request.Create, encryption, secrets.Passphrase);
        CheckSsh(errors, location, secrets);
        return secrets;
    }

    public static string? PassphraseOf(FieldErrors errors, string? passphrase, string field = "passphrase")
    {
        if (string.IsNullOrEmpty(passphrase))
        {
            return null;
        }

        if (passphrase.Length > MaximumPassphraseLength || passphrase.AsSpan().ContainsAny('\0', '\n', '\r') || !TextRules.IsWellFormed(passphrase))
        {
            errors.Add(field, $"Give at most {MaximumPassphraseLength} characters on one line.");
        }

        return passphrase;
    }

    private static void CheckPassphrase(FieldErrors errors, bool create, string? encryption, string? passphrase)
    {
        if (create && encryption != RepositoryEncryption.None && passphrase is null)
        {
            errors.Add("passphrase", "A passphrase is missing: this encryption needs one. Keep a copy outside BorgUi.");
        }
        else if (create && encryption == RepositoryEncryption.None && passphrase is not null)
        {
            errors.Add("passphrase", "Encryption none takes no passphrase: leave it out, or choose another encryption.");
        }
    }

    private static void CheckSsh(FieldErrors errors, RepositoryLocation? location, RepositorySecrets secrets)
    {
        if (location is { IsSsh: true } && secrets.KnownHosts is null)
        {
            errors.Add("known_hosts", "The server's host key is missing: give the lines that `ssh-keyscan HOST` prints, after comparing them with the server's.");
        }

        if (location is { IsSsh: false } && secrets.SshPrivateKey is not null)
        {
            errors.Add("ssh_private_key", "Only an ssh:// location takes a key; leave it out.");
        }

        if (location is { IsSsh: false } && secrets.KnownHosts is not null)
        {
            errors.Add("known_hosts", "Only an ssh:// location takes host keys; leave them out.");
        }
    }

    // BORG_KEY 0f3a…(64 hex digits), then base64.
    private static string? KeyfileOf(FieldErrors errors, CreateRepositoryRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Keyfile))
        {
            return null;
        }

        var text = request.Keyfile.ReplaceLineEndings("\n").Trim() + "\n";
        if (request.Create)
        {
            errors.Add("keyfile", "A new repository gets its own key; give a key file only when importing one.");
        }
        else if (text.Length > 64 * 1024 || !text.StartsWith("BORG_KEY ", StringComparison.Ordinal) || text.Contains('\0'))
        {
            errors.Add("keyfile", "This is not a key of borg: give the whole file that `borg key export` wrote, from BORG_KEY on.");
        }

        return text;
    }
}
