using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>Restores, and what they are made of.</summary>
public sealed partial class WorkerFixture
{
    /// <summary>A new folder, for sources and destinations.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, $"folder-{Guid.NewGuid():N}")).FullName;

    /// <summary>Seven files, two of them links, in folders of which one cannot be written to.</summary>
    public string MakeTree(string name)
    {
        var root = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        Directory.CreateDirectory(Path.Combine(root, "sub", "deep"));
        var closed = Directory.CreateDirectory(Path.Combine(root, "closed")).FullName;
        File.WriteAllText(Path.Combine(root, "a.txt"), "first");
        File.WriteAllText(Path.Combine(root, "empty"), "");
        File.WriteAllText(Path.Combine(root, "sub", "-dash *star?\n'q' ü😀.txt"), "odd");
        File.WriteAllText(Path.Combine(root, "sub", "deep", "b.txt"), "second");
        File.WriteAllText(Path.Combine(closed, "in.txt"), "inside");
        File.CreateSymbolicLink(Path.Combine(root, "link"), "a.txt");
        File.CreateSymbolicLink(Path.Combine(root, "broken"), "nowhere/at/all");
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return root;
    }

    /// <summary>An archive of the folder, in a repository of its own.</summary>
    public async Task<Archive> ArchiveAsync(string source) => await BackUpAsync(await CreateRepositoryAsync(), source);

    /// <summary>A restore of everything that replaces nothing, unless it is changed.</summary>
    public static RestoreJob RestoreOf(Archive archive, string destination, Func<RestoreDetails, RestoreDetails>? change = null, string site = "default")
    {
        var details = new RestoreDetails { ArchiveName = archive.Name, BorgId = archive.BorgId, Destination = destination, Paths = [], Overwrite = OverwritePolicy.Never };
        return RestoreJob.Of(archive.Id, archive.RepositoryId, site, change?.Invoke(details) ?? details, DateTimeOffset.UnixEpoch);
    }

    public Task<Job> RestoreAsync(Archive archive, string destination, Func<RestoreDetails, RestoreDetails>? change = null) =>
        RunAsync(RestoreOf(archive, destination, change));

    public static (long Selected, long Restored, long Skipped, long Failed) CountsOf(Job restore)
    {
        Assert.True(restore.Stats is not null, $"{restore.Status}: {restore.ErrorMessage}");
        long Of(string name) => restore.Stats.Value.GetProperty(name).GetInt64();
        return (Of("files_selected"), Of("files_restored"), Of("files_skipped"), Of("files_failed"));
    }

    public static void AssertNoStaging(string target) => Assert.Empty(Directory.EnumerateFileSystemEntries(target, ".borgui-restore-*"));
}
