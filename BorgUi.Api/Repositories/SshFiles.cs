using System.Buffers.Binary;
using System.Text;
using BorgUi.Api.Http;

namespace BorgUi.Api.Repositories;

/// <summary>The shape of the files that ssh reads: whether a key or a known_hosts file can work at all is said before a job fails on it.</summary>
internal static class SshFiles
{
    private const int MaximumLength = 64 * 1024;
    private const string OpenSshMagic = "openssh-key-v1\0";

    /// <summary>The key with the line ends that ssh wants; null when there is none or it cannot be used.</summary>
    public static string? PrivateKey(FieldErrors errors, string? text)
    {
        const string Field = "ssh_private_key";
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var lines = Lines(text);
        if (text.Length > MaximumLength || lines.Length < 3
            || !lines[0].StartsWith("-----BEGIN ", StringComparison.Ordinal) || !lines[0].EndsWith("PRIVATE KEY-----", StringComparison.Ordinal)
            || lines[^1] != lines[0].Replace("-----BEGIN ", "-----END ", StringComparison.Ordinal))
        {
            errors.Add(Field, "This is not a private key: give the whole file, from -----BEGIN to -----END.");
        }
        else if (IsEncrypted(lines))
        {
            errors.Add(Field, "The key is protected by a passphrase, which nobody can type during a backup; give a key without one.");
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The lines as ssh reads them; null when there are none or one cannot be read.</summary>
    public static string? KnownHosts(FieldErrors errors, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var lines = Lines(text).Where(line => line.Length > 0 && line[0] != '#').ToArray();
        if (text.Length > MaximumLength || lines.Length == 0 || lines.Any(line => !IsKnownHost(line)))
        {
            errors.Add("known_hosts", "A line is not one of a known_hosts file: host, key type and key, as ssh-keyscan prints them.");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.Trim()).ToArray();

    private static bool IsEncrypted(string[] lines)
    {
        if (lines[0].Contains("ENCRYPTED", StringComparison.Ordinal) || lines.Any(line => line.StartsWith("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal)))
        {
            return true;
        }

        // OpenSSH's own form: magic, then the name of the cipher; "none" is a key without passphrase.
        var body = new byte[MaximumLength];
        return Convert.TryFromBase64String(string.Concat(lines[1..^1]), body, out var length)
            && body.AsSpan(0, length).StartsWith(Encoding.ASCII.GetBytes(OpenSshMagic))
            && SshString(body.AsSpan(OpenSshMagic.Length, length - OpenSshMagic.Length)) is not "none";
    }

    // [nas.example]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…
    private static bool IsKnownHost(string line)
    {
        var fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var start = fields[0].StartsWith('@') ? 1 : 0;
        if (fields.Length < start + 3 || line.Any(character => char.IsControl(character) && character != '\t'))
        {
            return false;
        }

        var key = new byte[MaximumLength];
        return Convert.TryFromBase64String(fields[start + 2], key, out var length) && SshString(key.AsSpan(0, length)) == fields[start + 1];
    }

    /// <summary>Four bytes of length, then that many of text.</summary>
    private static string? SshString(ReadOnlySpan<byte> data) =>
        BinaryPrimitives.TryReadUInt32BigEndian(data, out var length) && length <= data.Length - 4
            ? Encoding.ASCII.GetString(data.Slice(4, (int)length))
            : null;
}
