using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests;

/// <summary>From borg through worker, API and Web to whoever has a link.</summary>
[Collection(SharedSystem.Collection)]
public sealed class DownloadTests(SharedSystem shared)
{
    private const string OddName = "ü \"quoted\" 100%.bin";

    private readonly ApiUser _user = shared.User;

    [Fact]
    public async Task A_file_is_downloaded_with_a_link_alone_and_a_download_that_is_left_ends()
    {
        var source = shared.System.MakeLongSource("downloads", bytes: 1_000_000_000);
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(source, OddName), content);
        var archive = await ArchiveAsync(source);
        using var nobody = new HttpClient { BaseAddress = shared.System.Address };

        using (var whole = await nobody.GetAsync((await LinkAsync(archive, Path.Combine(source, OddName))).Url))
        {
            Assert.Equal((HttpStatusCode.OK, content.Length), (whole.StatusCode, whole.Content.Headers.ContentLength));
            Assert.Equal(OddName, whole.Content.Headers.ContentDisposition?.FileNameStar);
            Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync());
        }

        using (var left = await nobody.GetAsync((await LinkAsync(archive, Path.Combine(source, "zeros.bin"))).Url, HttpCompletionOption.ResponseHeadersRead))
        {
            await using var body = await left.Content.ReadAsStreamAsync();
            await body.ReadExactlyAsync(new byte[1000]);
        }

        var jobs = await WaitForDownloadsAsync(archive);
        Assert.Equal([JobStatus.Completed, JobStatus.Cancelled], jobs.OrderBy(job => job.CreatedAt).Select(job => job.Status));
    }

    private async Task<ArchiveResponse> ArchiveAsync(string source)
    {
        var repository = await _user.CreateRepositoryAsync("downloads", shared.System.In("download-repository"));
        await shared.AssertCompletesAsync(await _user.CreatePlanAsync("downloads", repository, source));
        return Assert.Single(await _user.GetArchivesAsync(repository));
    }

    private Task<DownloadLink> LinkAsync(ArchiveResponse archive, string path) =>
        _user.PostAsync<DownloadLink>($"/api/archives/{archive.Id}/download-links", new DownloadLinkRequest { Paths = [path] });

    private async Task<IReadOnlyList<JobResponse>> WaitForDownloadsAsync(ArchiveResponse archive)
    {
        IReadOnlyList<JobResponse> jobs = [];
        await Eventually.HoldsAsync(
            async () => (jobs = (await _user.GetAsync<Page<JobResponse>>($"/api/jobs?job_type=download&repository_id={archive.RepositoryId}")).Items).All(job => job.CompletedAt is not null),
            "all downloads have ended");
        return jobs;
    }
}
