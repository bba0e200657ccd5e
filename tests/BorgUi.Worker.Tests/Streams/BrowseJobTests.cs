using System.Net;
using System.Net.Http.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Streams;

public sealed class BrowseJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public BrowseJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task A_folder_is_listed_by_borg_with_what_lies_below_it()
    {
        var source = Directory.CreateDirectory(Path.Combine(_worker.Folder, "tree")).FullName;
        Directory.CreateDirectory(Path.Combine(source, "sub", "deep"));
        await File.WriteAllTextAsync(Path.Combine(source, "a.txt"), "first");
        await File.WriteAllTextAsync(Path.Combine(source, "sub", "deep", "b.txt"), "second!");
        File.CreateSymbolicLink(Path.Combine(source, "link"), "a.txt");
        var archive = await _worker.BackUpAsync(await _worker.CreateRepositoryAsync(), source);
        var stored = source.TrimStart('/');

        var root = await BrowseAsync(archive, "");
        var folder = await BrowseAsync(archive, stored);

        Assert.Equal((null, stored.Split('/')[0], 1L), (root.Folder, Assert.Single(root.Items).Path, root.Total));
        Assert.Equal((EntrySource.Borg, stored, 3L, 3L), (folder.Source, folder.Path, folder.Folder!.FileCount, folder.Total));
        Assert.Equal(["sub", "a.txt", "link"], folder.Items.Select(entry => entry.Name));
        Assert.Equal([EntryType.Folder, EntryType.File, EntryType.Symlink], folder.Items.Select(entry => entry.Type));
        Assert.Equal([7L, 5L, 5L], folder.Items.Select(entry => entry.Size));
        Assert.Equal(("a.txt", 1L, "-rw-"), (folder.Items[2].LinkTarget, folder.Items[0].FileCount, folder.Items[1].Mode![..4]));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_said_to_be_missing()
    {
        var archive = await _worker.BackUpAsync(await _worker.CreateRepositoryAsync(), "/etc/hostname");
        var id = await EnqueueAsync(archive, "no/such/folder");

        using var response = await _worker.OpenStreamAsync(id);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(JobStatus.Failed, (await _worker.WaitForEndAsync(id)).Status);
    }

    private async Task<ArchiveFolder> BrowseAsync(Archive archive, string path)
    {
        var id = await EnqueueAsync(archive, path);
        using var response = await _worker.OpenStreamAsync(id);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var folder = await response.Content.ReadFromJsonAsync(BorgUiJson.Default.ArchiveFolder);
        Assert.Equal(JobStatus.Completed, (await _worker.WaitForEndAsync(id)).Status);
        return folder!;
    }

    private Task<Guid> EnqueueAsync(Archive archive, string path) => _worker.EnqueueAsync(BrowseJob.Of(
        archive.Id, archive.RepositoryId, "default", new() { ArchiveName = archive.Name, BorgId = archive.BorgId, Path = path }, DateTimeOffset.UnixEpoch));
}
