using BorgUi.Processes;

namespace BorgUi.AppHost.Tests;

/// <summary>
/// The installed borg under a name of its own, so that it can be taken away. Also when root runs it, it may only read what the
/// permissions of files allow.
/// </summary>
public sealed class ObedientBorg(string path)
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    public string Path => path;

    public void Install()
    {
        var drop = Environment.IsPrivilegedProcess ? $"'{ExecutablePath.Find("setpriv")}' --bounding-set=-dac_override,-dac_read_search " : "";
        var whole = path + ".new";
        File.WriteAllText(whole, $"""
            #!/bin/sh
            exec {drop}'{ExecutablePath.Find("borg")}' "$@"

            """);
        File.SetUnixFileMode(whole, Executable);
        // In one step: the worker may look for it at any moment.
        File.Move(whole, path);
    }

    public void Remove() => File.Delete(path);
}
