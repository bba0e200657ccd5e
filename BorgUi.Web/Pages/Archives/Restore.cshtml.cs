using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Display;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>What comes back, where to, and what becomes of files that are there already.</summary>
internal sealed class RestoreModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public RestoreInput Input { get; set; } = new();

    public required ArchiveResponse Archive { get; set; }

    /// <summary>Empty when there is nothing to choose.</summary>
    public IReadOnlyList<RestoreSite> Sites { get; private set; } = [];

    /// <summary>The machine that the files land on, for the hints beside the folder.</summary>
    public string Machine => Sites.Count == 0 ? "the machine of the repository's site" : "the machine chosen above";

    public bool IsChosen(RestoreSite site) => Sites.Any(one => one.Name == Input.Site) ? site.Name == Input.Site : site.IsOfRepository;

    /// <param name="job">A dry run or another restore that is to be done again.</param>
    /// <param name="path">What to bring back; everything when left out.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<IActionResult> OnGetAsync(Guid? job, string[] path, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (job is { } id && await api.FindJobAsync(id, cancellationToken) is { JobType: JobType.Restore } earlier
            && JobFigures.Read(earlier.Request, ApiJson.Default.RestoreRequest) is { } request)
        {
            Input = RestoreInput.From(request);
        }
        else if (path.Length > 0)
        {
            Input = RestoreInput.Of(path);
        }

        return Page();
    }

    /// <summary>With what was chosen from the archive's files, one path per line.</summary>
    public async Task<IActionResult> OnPostChooseAsync([FromForm] string? paths, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        ModelState.Clear();
        Input = RestoreInput.Of(FormText.List(paths));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool dryRun, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        NoteMistakes();
        return await this.TryStartAsync(() => api.RestoreArchiveAsync(Id, Input.ToRequest(dryRun), cancellationToken), Input) ?? Page();
    }

    // What the API cannot know: an empty list is everything to it.
    private void NoteMistakes()
    {
        if (!Input.Everything && FormText.List(Input.Paths).Count == 0)
        {
            ModelState.AddModelError("Input.Paths", "Give at least one path, or restore everything.");
        }

        if (Input is { ToOriginalPlace: true, StripComponents: > 0 })
        {
            ModelState.AddModelError("Input.StripComponents", "At its original place a file keeps its whole path; leave this empty, or choose a folder.");
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(Id, cancellationToken) is not { } archive)
        {
            return false;
        }

        (Archive, Sites) = (archive, await RestoreSite.ListAsync(api, archive, cancellationToken));
        return true;
    }
}
