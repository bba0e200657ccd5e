using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Shared;

/// <summary>What came of a form, said on the page that follows it.</summary>
internal static class Toasts
{
    public const string Good = "Toast";
    public const string Bad = "FailedToast";

    public static void Toast(this PageModel page, ApiProblem? problem, string goodNews) =>
        page.TempData[problem is null ? Good : Bad] = problem?.Words ?? goodNews;
}
