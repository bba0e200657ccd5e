using System.ComponentModel.DataAnnotations;
using BorgUi.Contracts.Settings;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Settings;

/// <summary>What holds for the whole installation.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    [BindProperty]
    public SettingsInput Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken) => Input = SettingsInput.Of(await api.GetSettingsAsync(cancellationToken));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await api.SaveSettingsAsync(Input.On(await api.GetSettingsAsync(cancellationToken)), cancellationToken);
        if (answer.Problem is { } problem)
        {
            ModelState.AddProblem(problem, Input);
            return Page();
        }

        this.Toast(null, "The settings were saved.");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancellationToken)
    {
        this.Toast(await api.ResetSettingsAsync(cancellationToken), "All settings have their defaults again.");
        return RedirectToPage();
    }
}

/// <summary>The form, with the names of the settings on the wire.</summary>
internal sealed class SettingsInput
{
    public HistoryInput History { get; set; } = new();

    public AlarmInput Alarms { get; set; } = new();

    public DrillInput Drills { get; set; } = new();

    public static SettingsInput Of(ServerSettings settings) => new()
    {
        History = new() { LogJobsKept = settings.History.LogJobsKept, LogDaysKept = settings.History.LogDaysKept, JobDaysKept = settings.History.JobDaysKept },
        Alarms = new() { FreePercent = settings.Alarms.FreePercent, CheckDays = settings.Alarms.CheckDays },
        Drills = new() { SampleFiles = settings.Drills.SampleFiles, SampleMebibytes = (int)(settings.Drills.SampleBytes >> 20) },
    };

    /// <summary>The settings as they are to be saved; what other pages set stays.</summary>
    public ServerSettings On(ServerSettings settings) => settings with
    {
        History = new() { LogJobsKept = History.LogJobsKept, LogDaysKept = History.LogDaysKept, JobDaysKept = History.JobDaysKept },
        Alarms = new() { FreePercent = Alarms.FreePercent, CheckDays = Alarms.CheckDays },
        Drills = new()
        {
            SampleFiles = Drills.SampleFiles ?? DrillSettings.Defaults.SampleFiles,
            SampleBytes = Drills.SampleMebibytes is { } mebibytes ? (long)mebibytes << 20 : DrillSettings.Defaults.SampleBytes,
        },
    };
}

internal sealed class HistoryInput
{
    public int? LogJobsKept { get; set; }

    public int? LogDaysKept { get; set; }

    public int? JobDaysKept { get; set; }
}

internal sealed class AlarmInput
{
    public int? FreePercent { get; set; }

    public int? CheckDays { get; set; }
}

internal sealed class DrillInput
{
    public int? SampleFiles { get; set; }

    [Range(1, 1 << 20, ErrorMessage = "Give a whole number from 1 to 1048576.")]
    public int? SampleMebibytes { get; set; }
}
