using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary>
/// <c>&lt;page-head title="…" lead="…"&gt;actions&lt;/page-head&gt;</c>: the title, the one sentence that says what the page is for,
/// and the actions beside them. It also titles the window.
/// </summary>
[HtmlTargetElement("page-head")]
public sealed class PageHeadTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public required string Title { get; set; }

    public string? Lead { get; set; }

    /// <summary>The list above this page, shown as a way back.</summary>
    public string? ParentTitle { get; set; }

    public string? ParentHref { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext.ViewData["Title"] = Title;
        var actions = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "page__head");

        var titles = Markup.Element("div", "page__titles");
        if (ParentTitle is not null)
        {
            titles.InnerHtml.AppendHtml(Crumbs());
        }

        titles.InnerHtml.AppendHtml(Markup.Element("h1", "name", Title));
        if (Lead is not null)
        {
            titles.InnerHtml.AppendHtml(Markup.Element("p", "page__lead", Lead));
        }

        output.Content.AppendHtml(titles);
        if (!actions.IsEmptyOrWhiteSpace)
        {
            var bar = Markup.Element("div", "page__actions");
            bar.InnerHtml.AppendHtml(actions);
            output.Content.AppendHtml(bar);
        }
    }

    private TagBuilder Crumbs()
    {
        var crumbs = Markup.Element("nav", "crumbs");
        crumbs.Attributes["aria-label"] = "Where you are";
        var parent = Markup.Element("a", text: ParentTitle);
        parent.Attributes["href"] = ParentHref;
        crumbs.InnerHtml.AppendHtml(parent);
        return crumbs;
    }
}
