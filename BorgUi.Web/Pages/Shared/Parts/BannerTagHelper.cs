using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary>
/// <c>&lt;banner tone="failed" title="…" text="…"&gt;buttons&lt;/banner&gt;</c>: something needs a person. Failures are announced at once.
/// </summary>
[HtmlTargetElement("banner")]
public sealed class BannerTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public required string Tone { get; set; }

    public required string Title { get; set; }

    public string? Text { get; set; }

    /// <summary>One line only, for what stands on every page.</summary>
    public bool Slim { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var buttons = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Slim ? "banner banner--slim" : "banner");
        output.Attributes.SetAttribute("data-tone", Tone);
        output.Attributes.SetAttribute("role", Tone == "failed" ? "alert" : "status");

        var icon = Tone switch { "failed" => "error", "warning" or "interrupted" => "warning", "completed" => "check", _ => "info" };
        output.Content.AppendHtml(Markup.Icon(ViewContext, icon));

        var words = Markup.Element("div");
        words.InnerHtml.AppendHtml(Markup.Element("p", "banner__title", Title));
        if (Text is not null)
        {
            words.InnerHtml.AppendHtml(Markup.Element("p", "banner__text", Text));
        }

        output.Content.AppendHtml(words);
        if (!buttons.IsEmptyOrWhiteSpace)
        {
            var actions = Markup.Element("div", "banner__actions");
            actions.InnerHtml.AppendHtml(buttons);
            output.Content.AppendHtml(actions);
        }
    }
}
