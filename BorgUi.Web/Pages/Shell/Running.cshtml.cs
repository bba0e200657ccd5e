using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BorgUi.Web.Pages.Shell;

/// <summary>The pill with the number of running jobs, by itself.</summary>
internal sealed class RunningModel(ShellState shell) : PageModel
{
    public async Task<PartialViewResult> OnGetAsync(CancellationToken cancellationToken) => new()
    {
        ViewName = "_RunningPill",
        ViewData = new ViewDataDictionary<ShellCounts?>(ViewData, await shell.FindAsync(cancellationToken)),
    };
}
