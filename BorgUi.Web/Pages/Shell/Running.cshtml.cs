using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Shell;

/// <summary>The pill with the number of running jobs, by itself.</summary>
internal sealed class RunningModel(ShellState shell) : PageModel
{
    public async Task<PartialViewResult> OnGetAsync(CancellationToken cancellationToken) =>
        this.Part("_RunningPill", await shell.FindAsync(cancellationToken));
}
