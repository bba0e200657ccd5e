using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Development;

/// <summary>All parts in all states on one page, for the eye and for screenshots. Only there in development.</summary>
[AllowAnonymous]
internal sealed class PartsModel(IHostEnvironment environment, TimeProvider clock) : PageModel
{
    /// <summary>Names that people really give: long, right-to-left, or meant to break a page.</summary>
    public static readonly string[] DifficultNames =
    [
        "nightly-home-directories-of-the-whole-department-including-the-ones-nobody-has-touched-since-2019-on-storage-cluster-03",
        "<script>alert('no')</script> & \"quotes\"",
        "نسخة احتياطية يومية",
        "שלום-backup-2024",
        "line\nbreak",
    ];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public IActionResult OnGet() => environment.IsDevelopment() ? Page() : NotFound();
}
