using BorgUi.Contracts.Archives;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>One archive, and what can be done with it.</summary>
internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    private const int MostOthers = 200;

    public required ArchiveResponse Archive { get; set; }

    /// <summary>The others of its repository, those of the same plan first, the newest first.</summary>
    public IReadOnlyList<ArchiveResponse> Others { get; private set; } = [];

    /// <summary>The newest of the same plan, or of the same repository for one without; null when it is this one.</summary>
    public ArchiveResponse? Newest => Others.FirstOrDefault(other => other.PlanId == Archive.PlanId && other.StartedAt > Archive.StartedAt);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(Id, cancellationToken) is not { } archive)
        {
            return NotFound();
        }

        Archive = archive;
        var all = await api.ListArchivesAsync(archive.RepositoryId, null, MostOthers, 0, cancellationToken);
        Others = [.. all.Items.Where(other => other.Id != Id).OrderByDescending(other => other.PlanId == archive.PlanId)];
        return Page();
    }

    /// <summary>Leads to the comparison, whose older archive comes first.</summary>
    public IActionResult OnGetCompare(Guid with) => RedirectToPage("/Archives/Diff", new { Id, NewerId = with });

    /// <summary>How far the index of its files is, by itself.</summary>
    public async Task<IActionResult> OnGetIndexAsync(CancellationToken cancellationToken) =>
        await api.FindArchiveAsync(Id, cancellationToken) is { } archive ? this.Part("_IndexState", archive) : NotFound();

    /// <summary>Compares it with what lies at its paths now.</summary>
    public async Task<IActionResult> OnPostCompareNowAsync([FromForm] bool content, CancellationToken cancellationToken) =>
        this.AfterStart(
            await api.CompareWithFilesAsync(Id, new() { Content = content }, cancellationToken), "The archive is being compared.", $"/archives/{Id}");

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.DeleteArchiveAsync(Id, cancellationToken), "The archive is being deleted.", $"/archives/{Id}");

    /// <summary>Pins the archive or unpins it, from here or from a row of a list.</summary>
    public async Task<IActionResult> OnPostPinAsync([FromForm] bool pinned, CancellationToken cancellationToken)
    {
        var answer = await api.PinArchiveAsync(Id, pinned, cancellationToken);
        if (!Htmx.IsRequest(Request))
        {
            this.Toast(answer.Problem, pinned ? "The archive is kept for good." : "The archive is no longer pinned.");
            return RedirectToPage(new { Id });
        }

        if (answer.Succeeded)
        {
            return this.Part("_PinButton", answer.Value);
        }

        Htmx.Toast(Response, answer.Problem.Words);
        return StatusCode(answer.Problem.Status);
    }
}
