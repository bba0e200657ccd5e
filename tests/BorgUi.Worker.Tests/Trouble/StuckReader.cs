using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>A borg of another machine that reads an archive, and gets no further until it is disposed: writers wait for it.</summary>
internal sealed class StuckReader : IAsyncDisposable
{
    private readonly ChildProcess _borg;
    private readonly Task _reading;

    private StuckReader(ChildProcess borg) => (_borg, _reading) = (borg, borg.Error.CopyToAsync(Stream.Null));

    /// <param name="archiveId">Of more bytes than a pipe holds.</param>
    public static async Task<StuckReader> StartAsync(WorkerFixture fixture, Guid repositoryId, Guid archiveId)
    {
        var (location, archives) = ((await fixture.ReadRepositoryAsync(repositoryId)).Location, await fixture.ArchivesOfAsync(repositoryId));
        var name = archives.Single(archive => archive.Id == archiveId).Name;
        var reader = new StuckReader(await ChildProcess.StartAsync(fixture.ForeignBorg("export-tar", $"{location}::{name}", "-")));
        // Its first byte is there, so it has the lock.
        Assert.Equal(1, await reader._borg.Output.ReadAsync(new byte[1]));
        return reader;
    }

    public static async Task<int> CountArchivesAsync(WorkerFixture fixture, Guid repositoryId)
    {
        var listed = await CapturedRun.RunAsync(fixture.ForeignBorg("list", "--short", "--lock-wait", "60", (await fixture.ReadRepositoryAsync(repositoryId)).Location));
        Assert.True(listed.ExitCode == 0, listed.Error);
        return listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _borg.Output.CopyToAsync(Stream.Null);
        await _borg.WaitForExitAsync();
        await _borg.DisposeAsync();
        await _reading;
    }
}
