using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BorgUi.Web.Pages.Shared;

/// <summary>A part of a page by itself, for htmx to put in place of the one that is shown.</summary>
internal static class PagePart
{
    /// <summary>Unlike <see cref="PageModel.Partial(string, object?)"/> for a part whose model is another than the page's.</summary>
    public static PartialViewResult Part<T>(this PageModel page, string name, T model) =>
        new() { ViewName = name, ViewData = new ViewDataDictionary<T>(page.ViewData, model) };
}
