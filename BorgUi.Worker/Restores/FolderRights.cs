namespace BorgUi.Worker.Restores;

/// <summary>Rights on restored folders, which may keep out even who restores them.</summary>
internal static class FolderRights
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Gives this user every right on a folder; answers the mode that it had.</summary>
    public static UnixFileMode LetUsIn(DirectoryInfo folder)
    {
        var mode = folder.UnixFileMode;
        if ((mode & Ours) != Ours)
        {
            folder.UnixFileMode = mode | Ours;
        }

        return mode;
    }

    /// <summary>Gives the folder the mode that it had before <see cref="LetUsIn"/>.</summary>
    public static void TakeBack(DirectoryInfo folder, UnixFileMode mode)
    {
        if ((mode & Ours) != Ours)
        {
            File.SetUnixFileMode(folder.FullName, mode);
        }
    }
}
