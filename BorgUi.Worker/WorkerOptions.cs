using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker;

/// <summary>Section <c>BorgUi</c>, and <c>BorgUi:Worker</c> for the times, which only tests change.</summary>
internal sealed class WorkerOptions
{
    /// <summary>Where borg's cache, keys and security data of this machine live; must persist.</summary>
    [Required]
    public string DataPath { get; set; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "borgui", "worker");

    /// <summary>The sites whose jobs this worker runs, separated by commas.</summary>
    [Required]
    public string Sites { get; set; } = "default";

    /// <summary>How many backups, checks, compacts and prunes run side by side.</summary>
    [Range(1, 64)]
    public int Slots { get; set; } = 2;

    /// <summary>How many short jobs run beside them; restores too; these never wait behind a backup.</summary>
    [Range(1, 64)]
    public int ShortSlots { get; set; } = 2;

    /// <summary>How many downloads, comparisons and folders that somebody waits for are read side by side, beside all others.</summary>
    [Range(1, 64)]
    public int InteractiveSlots { get; set; } = 4;

    /// <summary>Where the API reaches this worker, <c>http://backup1.example:8080</c>; when left out, where it listens, under the name of its machine.</summary>
    [Url]
    public string? Address { get; set; }

    /// <summary>How long a job that sends something out waits for somebody to take it.</summary>
    public TimeSpan ReaderPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many repositories are indexed side by side; 0 leaves that to other workers.</summary>
    [Range(0, 16)]
    public int IndexSlots { get; set; } = 1;

    /// <summary>How long a job is ours without being renewed, by the database's clock.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often leases are renewed.</summary>
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the queue is looked at when no signal comes.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long short jobs may go on when the worker is shut down, before they are stopped too.</summary>
    public TimeSpan DrainPatience { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often schedules are read anew, beside the moments at which something is due.</summary>
    public TimeSpan LoadSchedulesEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a worker looks for maintenance that waits, and for runs that lost their worker.</summary>
    public TimeSpan PollMaintenanceEvery { get; set; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<string> SiteList => Sites.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>How long the database may take for one renewal: there is time for three before borg has to end.</summary>
    public TimeSpan RenewWithin => Lease * 2 / 9;

    /// <summary>A worker that could not renew for so long asks its borg to end, before anybody else may take the job.</summary>
    public TimeSpan EndUnrenewedAfter => Lease * 2 / 3;

    /// <summary>And after this long it kills it.</summary>
    public TimeSpan KillUnrenewedAfter => Lease * 5 / 6;
}

[OptionsValidator]
internal sealed partial class WorkerOptionsValidator : IValidateOptions<WorkerOptions>;
