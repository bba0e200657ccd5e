using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Jobs;

public sealed class JobLogStoreTests : IAsyncLifetime
{
    private readonly CoreFixture _core = new();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_long_log_keeps_its_head_and_tail_and_says_what_was_cut()
    {
        const int total = 30_000;
        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync();
        foreach (var batch in Enumerable.Range(1, total).Chunk(1500))
        {
            await _core.Get<JobLogStore>().AppendAsync(claim, [.. batch.Select(number => Line(number, $"line {number}"))], 0, default);
        }

        await using var db = _core.NewContext();
        var numbers = await db.JobLog.Where(entry => entry.JobId == claim.JobId).OrderBy(entry => entry.Number).Select(entry => entry.Number).ToListAsync();
        var job = await _core.ReadAsync(claim.JobId);
        Assert.Equal(Enumerable.Range(1, JobLogStore.HeadLines).Select(number => (long)number), numbers.Take(JobLogStore.HeadLines));
        Assert.Equal(Enumerable.Range(total - JobLogStore.TailLines + 1, JobLogStore.TailLines).Select(number => (long)number), numbers.TakeLast(JobLogStore.TailLines));
        Assert.Equal(total, job.LogLines);
        Assert.Equal(total - numbers.Count, job.LogLinesOmitted);
    }

    [Fact]
    public async Task Any_text_can_be_stored()
    {
        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync();

        await _core.Get<JobLogStore>().AppendAsync(
            claim, [Line(1, "nul \0, lone \ud800 surrogate, 😀"), Line(2, new('x', 100_000)), Line(3, new string('y', JobLogStore.MaximumLineLength - 1) + "😀")], 0, default);

        await using var db = _core.NewContext();
        var lines = await db.JobLog.Where(entry => entry.JobId == claim.JobId).OrderBy(entry => entry.Number).Select(entry => entry.Message).ToListAsync();
        Assert.Equal("nul \uFFFD, lone \uFFFD surrogate, 😀", lines[0]);
        Assert.EndsWith("… (100,000 characters)", lines[1]);
        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public async Task Storing_the_same_lines_again_changes_nothing()
    {
        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync();
        JobLogLine[] lines = [Line(4, "four"), Line(5, "five")];

        Assert.True(await _core.Get<JobLogStore>().AppendAsync(claim, lines, 3, default));
        Assert.True(await _core.Get<JobLogStore>().AppendAsync(claim, lines, 3, default));

        await using var db = _core.NewContext();
        Assert.Equal(["four", "five"], await db.JobLog.Where(entry => entry.JobId == claim.JobId).OrderBy(entry => entry.Number).Select(entry => entry.Message).ToListAsync());
        Assert.Equal(3, (await _core.ReadAsync(claim.JobId)).LogLinesOmitted);
    }

    private static JobLogLine Line(long number, string text) => new(number, DateTimeOffset.UnixEpoch, JobLogLevel.Info, text);
}
