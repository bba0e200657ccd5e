using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>A borg of another machine that has a repository to itself, until it is disposed.</summary>
internal sealed class ForeignLock : IAsyncDisposable
{
    private readonly ChildProcess _borg;
    private readonly Task _reading;

    private ForeignLock(ChildProcess borg) => (_borg, _reading) = (borg, borg.Error.CopyToAsync(Stream.Null));

    public static async Task<ForeignLock> TakeAsync(WorkerFixture fixture, Guid repositoryId)
    {
        var repository = await fixture.ReadRepositoryAsync(repositoryId);
        var borg = await ChildProcess.StartAsync(fixture.ForeignBorg("with-lock", "--lock-wait", "60", repository.Location, "sh", "-c", "echo locked; cat") with { OpenInput = true });
        var taken = new ForeignLock(borg);
        using var output = new StreamReader(borg.Output, leaveOpen: true);
        Assert.Equal("locked", await output.ReadLineAsync());
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        // Its command ends, and then it removes its lock.
        _borg.Input.Close();
        await _borg.WaitForExitAsync();
        await _borg.DisposeAsync();
        await _reading;
    }
}
