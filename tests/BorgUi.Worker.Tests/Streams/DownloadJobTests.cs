using System.IO.Compression;
using System.Net;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Streams;

public sealed class DownloadJobTests : IClassFixture<WorkerFixture>
{
    private const string OddName = "-odd *star?\n'q' \"ü😀.txt";

    private readonly WorkerFixture _worker;

    public DownloadJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(700_001)]
    public async Task A_file_comes_as_it_is_with_its_size_said_before(int bytes)
    {
        var source = NewFolder();
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(source, OddName), content);
        var archive = await ArchiveAsync(source);

        var id = await EnqueueAsync(archive, DownloadFormat.File, $"{source}/{OddName}");
        using var response = await _worker.OpenStreamAsync(id);

        Assert.Equal((HttpStatusCode.OK, bytes), (response.StatusCode, response.Content.Headers.ContentLength));
        Assert.Equal(content, await response.Content.ReadAsByteArrayAsync());
        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        Assert.Equal(bytes, job.Progress.OriginalSizeBytes ?? 0);
    }

    [Fact]
    public async Task Folders_come_as_tar_gz_with_the_bytes_of_every_name()
    {
        var source = NewFolder();
        await ShellAsync(source, @"printf odd > ""$(printf 'bad-\377')""; printf good > good; mkdir sub; ln good sub/hard; ln -s ../good sub/soft");
        var archive = await ArchiveAsync(source);
        var target = NewFolder();
        try
        {
            var id = await EnqueueAsync(archive, DownloadFormat.TarGz, $"{source}/sub", $"{source}/good", $"{source}/bad-?");
            using var response = await _worker.OpenStreamAsync(id);
            await using (var file = File.Create(Path.Combine(target, "all.tar.gz")))
            {
                await response.Content.CopyToAsync(file);
            }

            Assert.Equal(JobStatus.Completed, (await _worker.WaitForEndAsync(id)).Status);
            await ShellAsync(target, $@"tar xzf all.tar.gz && diff -r --no-dereference '{source}' '.{source}' && test ""$(cat "".{source}/$(printf 'bad-\377')"")"" = odd");
        }
        finally
        {
            // What cleans up after the tests cannot name one of the files.
            await ShellAsync(_worker.Folder, $"rm -rf '{source}' '{target}'");
        }
    }

    [Fact]
    public async Task Folders_come_as_zip_that_any_system_can_open()
    {
        var source = NewFolder();
        await ShellAsync(source, "mkdir sub; printf inside > sub/in.txt; chmod 750 sub/in.txt; ln sub/in.txt hard; ln -s sub/in.txt soft; mkfifo pipe");
        var archive = await ArchiveAsync(source);

        var id = await EnqueueAsync(archive, DownloadFormat.Zip);
        using var response = await _worker.OpenStreamAsync(id);
        using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));

        var stored = source.TrimStart('/');
        Assert.Equal([$"{stored}/", $"{stored}/hard", $"{stored}/soft", $"{stored}/sub/", $"{stored}/sub/in.txt"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        var file = zip.Entries.Single(entry => entry.Length == 6);
        Assert.Equal(("inside", "100750"), (await ReadAsync(file), ModeOf(file)));
        var links = zip.Entries.Where(entry => ModeOf(entry).StartsWith("12", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, links.Count);
        Assert.Equal("sub/in.txt", await ReadAsync(links.Single(link => link.Name == "soft")));
        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.CompletedWithWarnings, $"{stored}/pipe"), (job.Status, Assert.Single(job.Warnings).Path));
    }

    [Theory]
    [InlineData(DownloadFormat.File, "nope", HttpStatusCode.NotFound)]
    [InlineData(DownloadFormat.TarGz, "nope", HttpStatusCode.NotFound)]
    [InlineData(DownloadFormat.Zip, "nope", HttpStatusCode.NotFound)]
    [InlineData(DownloadFormat.File, "sub", HttpStatusCode.Conflict)]
    [InlineData(DownloadFormat.File, "link", HttpStatusCode.Conflict)]
    public async Task What_cannot_be_sent_is_said_before_a_byte_is(DownloadFormat format, string path, HttpStatusCode status)
    {
        var source = NewFolder();
        await ShellAsync(source, "mkdir sub; ln -s sub link");
        var archive = await ArchiveAsync(source);

        var id = await EnqueueAsync(archive, format, $"{source}/{path}");
        using var response = await _worker.OpenStreamAsync(id);

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(JobStatus.Failed, (await _worker.WaitForEndAsync(id)).Status);
    }

    [Fact]
    public async Task Borg_waits_for_a_slow_reader_and_is_ended_when_it_goes_away()
    {
        const long Length = 1_000_000_000;
        var archive = await ArchiveAsync(MakeZeros(Length));
        var id = await EnqueueAsync(archive, DownloadFormat.File, $"{_worker.Folder}/zeros-{Length}.bin");
        var response = await _worker.OpenStreamAsync(id);
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1_000_000]);

        var running = await _worker.WaitForAsync(id, job => job.Progress.OriginalSizeBytes > 0);
        Assert.True(running.Progress.OriginalSizeBytes < Length / 10, $"{running.Progress.OriginalSizeBytes} bytes were sent to a reader of a million.");
        response.Dispose();

        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Cancelled, "Who waited for it went away."), (job.Status, job.ErrorMessage));
        Assert.False(WorkerFixture.BorgOf(running).IsAlive());
    }

    [Fact]
    public async Task What_borg_cannot_read_to_its_end_is_cut_off()
    {
        var archive = await ArchiveAsync(_worker.MakeSource("damaged", files: 12, bytesEach: 400_000));
        DamagedRepository.FlipByteInLargestSegment((await _worker.ReadRepositoryAsync(archive.RepositoryId)).Location);

        var id = await EnqueueAsync(archive, DownloadFormat.TarGz);
        using var response = await _worker.OpenStreamAsync(id);

        // TestServer says IOException or OperationCanceledException, whichever it sees first.
        if (response.IsSuccessStatusCode)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => response.Content.CopyToAsync(Stream.Null));
        }

        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Failed, "IntegrityError"), (job.Status, job.ErrorId));
    }

    [Fact]
    public async Task A_job_that_nobody_comes_for_is_cancelled()
    {
        _worker.StartWorker(("BorgUi:Sites", "lonely"), ("BorgUi:Worker:ReaderPatience", "00:00:00.2"));
        var archive = await ArchiveAsync("/etc/hostname");

        var job = await _worker.RunAsync(JobOf(archive, DownloadFormat.TarGz, "lonely"));

        Assert.Equal((JobStatus.Cancelled, "Nobody came to take it."), (job.Status, job.ErrorMessage));
    }

    [Fact]
    public async Task Only_who_has_the_master_key_gets_anything()
    {
        using var worker = _worker.StartWorker(("BorgUi:Sites", "none")).CreateClient();
        var (mine, other) = (Guid.NewGuid(), Guid.NewGuid());
        using var request = new HttpRequestMessage(HttpMethod.Get, JobStream.PathOf(mine));
        request.Headers.Authorization = new(JobStream.Scheme, JobStream.TokenFor(new(WorkerFixture.SecretKey), other));

        using var stranger = await worker.GetAsync(JobStream.PathOf(mine));
        using var withOtherToken = await worker.SendAsync(request);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (stranger.StatusCode, withOtherToken.StatusCode));
    }

    private async Task<Archive> ArchiveAsync(string source) => await _worker.BackUpAsync(await _worker.CreateRepositoryAsync(), source);

    private Task<Guid> EnqueueAsync(Archive archive, DownloadFormat format, params string[] paths) => _worker.EnqueueAsync(JobOf(archive, format, "default", paths));

    private static DownloadJob JobOf(Archive archive, DownloadFormat format, string site, params string[] paths) => DownloadJob.Of(
        archive.Id,
        archive.RepositoryId,
        site,
        new() { ArchiveName = archive.Name, BorgId = archive.BorgId, Format = format, Paths = [.. paths.Select(path => path.TrimStart('/'))] },
        DateTimeOffset.UnixEpoch);

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_worker.Folder, Guid.NewGuid().ToString("N"))).FullName;

    private string MakeZeros(long bytes)
    {
        var path = Path.Combine(_worker.Folder, $"zeros-{bytes}.bin");
        using var file = File.Create(path);
        file.SetLength(bytes);
        return path;
    }

    private static string ModeOf(ZipArchiveEntry entry) => Convert.ToString(entry.ExternalAttributes >> 16 & 0xFFFF, 8);

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return await reader.ReadToEndAsync();
    }

    private static async Task ShellAsync(string folder, string script)
    {
        var run = await CapturedRun.RunAsync(new() { FileName = "sh", Arguments = ["-c", script], WorkingDirectory = folder });
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
    }
}
