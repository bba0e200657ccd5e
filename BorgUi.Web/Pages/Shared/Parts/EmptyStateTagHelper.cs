using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;empty-state icon="…" title="…" text="…"&gt;one button&lt;/empty-state&gt;</c>: teaches the next step.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public required string Icon { get; set; }

    public required string Title { get; set; }

    public required string Text { get; set; }

    /// <summary>It is all there is on the page, so its title is the page's.</summary>
    public bool IsPage { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var button = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty");

        output.Content.AppendHtml(Markup.Icon(ViewContext, Icon, large: true));
        output.Content.AppendHtml(Markup.Element(IsPage ? "h1" : "h2", text: Title));
        output.Content.AppendHtml(Markup.Element("p", text: Text));
        output.Content.AppendHtml(button);
    }
}
