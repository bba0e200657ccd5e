using System.Globalization;
using BorgUi.Processes;

namespace BorgUi.AppHost.Tests;

/// <summary>A file system in memory with little room; only root can have one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        await RunAsync("mount", "-t", "tmpfs", "-o", SizeOption(megabytes), "borgui-test", path);
        return new(path);
    }

    public Task ResizeAsync(int megabytes) => RunAsync("mount", "-o", $"remount,{SizeOption(megabytes)}", Path);

    public async ValueTask DisposeAsync() => await RunAsync("umount", "--lazy", Path);

    private static string SizeOption(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var run = await CapturedRun.RunAsync(new() { FileName = program, Arguments = arguments });
        Assert.True(run.ExitCode == 0, $"{program}: {run.Error}");
    }
}
