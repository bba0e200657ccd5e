using System.Globalization;
using System.Text;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Logs;

/// <summary>The newest lines of all jobs, behind filters that live in the address.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    public const int MostLines = 500;

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public JobLogLevel? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Job { get; set; }

    public required LogLines Lines { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Lines = await LoadAsync(cancellationToken);

    public async Task<PartialViewResult> OnGetLinesAsync(CancellationToken cancellationToken) =>
        this.Part("_LogLines", await LoadAsync(cancellationToken));

    /// <summary>What is shown, as a text file in the order in which it happened.</summary>
    public async Task<FileContentResult> OnGetTextAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var line in (await LoadAsync(cancellationToken)).Items.Reverse())
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {line.JobId} {BorgUiApi.Word(line.Level),-7} {line.Message}\n");
        }

        return File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", "borgui-logs.txt");
    }

    private async Task<LogLines> LoadAsync(CancellationToken cancellationToken)
    {
        var log = await api.GetRecentLogAsync(Job, Level, Search, MostLines, cancellationToken);
        return new(log.Items, Search, IsFiltered: Job is not null || Level is not null || !string.IsNullOrWhiteSpace(Search));
    }
}

/// <summary>Lines with the text that was looked for in them.</summary>
internal sealed record LogLines(IReadOnlyList<RecentLogLine> Items, string? Search, bool IsFiltered);
