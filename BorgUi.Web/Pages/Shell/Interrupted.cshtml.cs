using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BorgUi.Web.Pages.Shell;

/// <summary>The notice of interrupted jobs, by itself, and what its buttons do to all of them.</summary>
internal sealed class InterruptedModel(ShellState shell, BorgUiApi api) : PageModel
{
    public async Task<PartialViewResult> OnGetAsync(CancellationToken cancellationToken) => new()
    {
        ViewName = "_InterruptedNotice",
        ViewData = new ViewDataDictionary<ShellCounts?>(ViewData, await shell.FindAsync(cancellationToken)),
    };

    /// <summary>They go back to the queue.</summary>
    public async Task<IActionResult> OnPostRecoverAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await api.RecoverJobsAsync(new RecoverJobsRequest { Queue = true }, cancellationToken), "recovered", cancellationToken);

    public async Task<IActionResult> OnPostDismissAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await api.DismissJobsAsync(new DismissJobsRequest(), cancellationToken), "dismissed", cancellationToken);

    private async Task<IActionResult> AnswerAsync(ApiAnswer<JobsChanged> answer, string done, CancellationToken cancellationToken)
    {
        if (!Htmx.IsRequest(Request))
        {
            this.Toast(answer.Problem, answer.Value?.Changed == 1 ? $"1 job was {done}." : $"{answer.Value?.Changed:N0} jobs were {done}.");
            return RedirectToPage("/Jobs/Index");
        }

        if (!answer.Succeeded)
        {
            Htmx.Toast(Response, answer.Problem.Words);
            return StatusCode(answer.Problem.Status);
        }

        return await OnGetAsync(cancellationToken);
    }
}
