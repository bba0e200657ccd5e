using BorgUi.Core.Secrets;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.SelfBackups;

/// <summary>Where the settings have the master key. A restored database is of use only with the keys that it was sealed under.</summary>
internal sealed class MasterKeyPlace(IOptions<SecretBoxOptions> options)
{
    /// <param name="replace">Another key in the file that the settings name may go.</param>
    /// <returns>Why BorgUi could not open what the backup holds with these settings, and what to do about it; null when it could.</returns>
    public string? WhyNot(SelfBackup backup, bool replace)
    {
        var settings = options.Value;
        if (KnowsAll(settings, backup))
        {
            return null;
        }

        if (settings.SecretKey is { Length: > 0 })
        {
            return $"BorgUi__SecretKey is another key than the backup's: set it to the text in {backup.SecretKey} "
                + $"(with ./run.sh it stands in parameters.json of the data folder), and {Previous(backup)}run this again.";
        }

        if (File.Exists(settings.SecretKeyFile) && !replace)
        {
            return $"{settings.SecretKeyFile} holds another key than the backup: move it away, or say --replace.";
        }

        return backup.ReadPreviousSecretKeys().All(key => Knows(new(backup.ReadSecretKey(), settings.PreviousSecretKeys), key))
            ? null
            : $"The backup was made with older keys too: {Previous(backup)}run this again.";
    }

    /// <summary>Writes the key of the backup beside the file that the settings name, unless they have it. So what could fail has not when the database is restored.</summary>
    public PreparedKey Prepare(SelfBackup backup)
    {
        if (KnowsAll(options.Value, backup))
        {
            return new(null);
        }

        var file = Path.GetFullPath(options.Value.SecretKeyFile!);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var prepared = new PreparedKey(file);
        prepared.Write(backup.ReadSecretKey());
        return prepared;
    }

    /// <summary>As BorgUi will open its secrets with these settings.</summary>
    public SecretBox Box() => new(options.Value.ReadSecretKey(), options.Value.PreviousSecretKeys);

    private bool KnowsAll(SecretBoxOptions settings, SelfBackup backup)
    {
        if (settings.SecretKey is not { Length: > 0 } && !File.Exists(settings.SecretKeyFile))
        {
            return false;
        }

        var box = Box();
        return backup.ReadPreviousSecretKeys().Append(backup.ReadSecretKey()).All(key => Knows(box, key));
    }

    private static bool Knows(SecretBox box, string key) => box.IsSigned("", "self-backup", new SecretBox(key).Sign("", "self-backup"));

    private static string Previous(SelfBackup backup) =>
        File.Exists(backup.PreviousSecretKeys) ? $"BorgUi__PreviousSecretKeys__0 and on to the lines of {backup.PreviousSecretKeys}, and " : "";
}

/// <summary>A key that waits beside its place, and is gone when it was not put there.</summary>
/// <param name="place">Null when there is nothing to do.</param>
internal sealed class PreparedKey(string? place) : IDisposable
{
    private readonly string _prepared = $"{place}.{Guid.NewGuid():N}";

    public void Write(string key) => PrivateFile.Write(_prepared, $"{key}\n");

    /// <summary>Puts it in its place; another key that is there is kept beside it.</summary>
    public void Put()
    {
        if (place is null)
        {
            return;
        }

        if (File.Exists(place))
        {
            File.Move(place, $"{place}.replaced", overwrite: true);
        }

        File.Move(_prepared, place);
    }

    public void Dispose()
    {
        if (place is not null)
        {
            File.Delete(_prepared);
        }
    }
}
