using System.Globalization;
using System.Runtime.InteropServices;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>A borg that says hundreds of megabytes: neither the memory of its worker nor another job notices.</summary>
public sealed class LoudBorgTests : IAsyncLifetime
{
    private const int LineBytes = 2000;
    private const long MostResidentBytes = 400_000_000;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public Task A_flood_of_output_is_cut_in_the_log_kept_out_of_memory_and_slows_no_other_job() => FloodAsync(saidBytes: 300_000_000);

    [Fact]
    [Trait("Speed", "Slow")]
    public Task A_gigabyte_of_output_costs_no_more_memory_than_less() => FloodAsync(saidBytes: 1_000_000_000);

    private async Task FloodAsync(long saidBytes)
    {
        await using var worker = await WorkerProcess.StartAsync(_fixture, borg: _fixture.WriteBorg(LoudInOnePlace(saidBytes)));
        var quiet = await _fixture.CreateRepositoryAsync();
        var loud = await _fixture.EnqueueBackupAsync(await _fixture.AddRepositoryAsync(location: Path.Combine(_fixture.Folder, "loud")), "/etc/hostname");
        await _fixture.WaitForAsync(loud, job => job.LogLines + job.LogLinesOmitted > saidBytes / LineBytes / 10);

        var other = await _fixture.WaitForEndAsync(await _fixture.EnqueueBackupAsync(quiet, _fixture.MakeSource("quiet", files: 3, bytesEach: 1000)));
        Assert.Equal((JobStatus.Completed, null), (other.Status, other.ErrorMessage));

        var all = await _fixture.WaitForAsync(loud, job => job.LogLines + job.LogLinesOmitted >= saidBytes / LineBytes);
        Assert.Equal(JobStatus.Running, all.Status);
        Assert.True(all.LogLinesOmitted > 0, "Nothing was cut.");
        Assert.InRange(ResidentBytes(worker.Id), 1, MostResidentBytes);
        await _fixture.Get<JobControl>().RequestCancelAsync(loud, default);
        await _fixture.WaitForEndAsync(loud);
    }

    private string LoudInOnePlace(long saidBytes)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var player = Path.Combine(AppContext.BaseDirectory, "BorgUi.FakeBorg.dll");
        return string.Create(CultureInfo.InvariantCulture, $"""
            case "$*" in
              *{Path.Combine(_fixture.Folder, "loud")}::*) exec '{dotnet}' '{player}' --flood-bytes {saidBytes} --line-bytes {LineBytes} --hang -- "$@" ;;
              *) exec borg "$@" ;;
            esac
            """);
    }

    // VmHWM:     98304 kB: the most that it ever had.
    private static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
