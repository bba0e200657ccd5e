using BorgUi.Processes;

namespace BorgUi.Worker.Tests.SelfBackups;

/// <summary>A pg_dump that writes down how it was called, says its password aloud, and can be told to hang; then it is the real one.</summary>
internal sealed class WatchedPrograms
{
    private static readonly string Real = PostgresFolders.Known().Select(folder => Path.Combine(folder, "pg_dump")).FirstOrDefault(File.Exists) ?? ExecutablePath.Find("pg_dump");

    public WatchedPrograms(string parent)
    {
        Folder = Directory.CreateDirectory(Path.Combine(parent, "programs")).FullName;
        Write(Folder, $"""
            printf '%s\n' "$@" >> {Calls}
            case "$1" in
                --version) ;;
                *)
                    echo "pg_dump: warning: I was told $PGPASSWORD" >&2
                    if [ -e {Hang} ]; then
                        sleep 600 &
                        echo $! > {Sleeper}.new
                        mv {Sleeper}.new {Sleeper}
                        wait
                    fi
                    ;;
            esac
            exec {Real} "$@"
            """);
    }

    public string Folder { get; }

    /// <summary>The arguments of all calls.</summary>
    public string Calls => Path.Combine(Folder, "calls");

    /// <summary>While this is there, it starts a child and waits for it.</summary>
    public string Hang => Path.Combine(Folder, "hang");

    /// <summary>The pid of that child.</summary>
    public string Sleeper => Path.Combine(Folder, "sleeper");

    public static void Write(string folder, string script)
    {
        var path = Path.Combine(folder, "pg_dump");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
