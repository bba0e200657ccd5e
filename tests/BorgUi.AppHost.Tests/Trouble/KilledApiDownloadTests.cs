using System.Security.Cryptography;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>kill -9 of the API in the middle of a download: the reader sees it, its borg ends, nothing is left, and the next one is whole.</summary>
[Collection(SharedSystem.Collection)]
public sealed class KilledApiDownloadTests(SharedSystem shared)
{
    // Far more than all buffers on the way hold, so that borg is at work as long as nobody reads on.
    private const int FileBytes = 100_000_000;

    private readonly ApiUser _user = shared.User;

    [Theory]
    [InlineData(DownloadFormat.File)]
    [InlineData(DownloadFormat.TarGz)]
    public async Task The_download_breaks_off_its_borg_ends_and_the_next_one_is_whole(DownloadFormat format)
    {
        var source = shared.System.MakeSource($"for-a-dying-api-{format}", files: 1, bytesEach: FileBytes);
        var repository = await _user.CreateRepositoryAsync($"dying api {format}", shared.System.In($"dying-api-{format}"));
        var plan = await _user.CreatePlanAsync($"dying api {format}", repository, source);
        await shared.AssertCompletesAsync(plan);
        var archive = Assert.Single(await _user.GetArchivesAsync(repository));
        var file = Path.Combine(source, "file-0000.bin");
        var before = ScratchFiles();
        using var reader = new HttpClient { BaseAddress = shared.System.Address, Timeout = Timeout.InfiniteTimeSpan };

        using var response = await reader.GetAsync(await LinkAsync(archive, file, format), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1000]);
        var running = await RunningDownloadAsync(repository);
        await shared.KillAsync("api");

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null));
        var job = await _user.WaitForEndAsync(running.JobId);
        Assert.Equal((JobStatus.Cancelled, "Who waited for it went away."), (job.Status, job.ErrorMessage));
        Assert.False(new ProcessIdentity(running.ProcessPid!.Value, running.ProcessStartTime!.Value).IsAlive());
        Assert.Empty(ScratchFiles().Except(before));
        await shared.AssertCompletesAsync(plan); // nothing holds the repository
        Assert.Equal(await HashAsync(File.OpenRead(file)), await ContentAsync(await reader.GetStreamAsync(await LinkAsync(archive, file, format)), format));
    }

    private static async Task<string> ContentAsync(Stream download, DownloadFormat format)
    {
        if (format == DownloadFormat.File)
        {
            return await HashAsync(download);
        }

        await using var unpacked = new System.IO.Compression.GZipStream(download, System.IO.Compression.CompressionMode.Decompress);
        await using var tar = new System.Formats.Tar.TarReader(unpacked);
        var content = await HashAsync((await tar.GetNextEntryAsync())!.DataStream!);
        Assert.Null(await tar.GetNextEntryAsync());
        return content;
    }

    private static async Task<string> HashAsync(Stream stream)
    {
        await using (stream)
        {
            return Convert.ToHexString(await SHA256.HashDataAsync(stream));
        }
    }

    private async Task<Uri> LinkAsync(ArchiveResponse archive, string path, DownloadFormat format) => new(
        (await _user.PostAsync<DownloadLink>($"/api/archives/{archive.Id}/download-links", new DownloadLinkRequest { Paths = [path.TrimStart('/')], Format = format })).Url,
        UriKind.RelativeOrAbsolute);

    private async Task<JobResponse> RunningDownloadAsync(Guid repository)
    {
        JobResponse? running = null;
        await Eventually.HoldsAsync(
            async () => (running = Assert.Single((await _user.GetAsync<Page<JobResponse>>($"/api/jobs?job_type=download&repository_id={repository}")).Items)).ProcessPid is not null,
            "borg sends the download");
        return running!;
    }

    // What is as large as a scratch file would be, in what the worker keeps; borg has small ones of its own there.
    private string[] ScratchFiles()
    {
        var environment = File.ReadAllText($"/proc/{shared.InstanceOf("worker").Id}/environ").Split('\0');
        var folder = environment.Single(variable => variable.StartsWith("BorgUi__DataPath=", StringComparison.Ordinal)).Split('=', 2)[1];
        return [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Length > FileBytes / 100).Select(file => file.FullName)];
    }
}
