using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary>
/// <c>&lt;stat-tile label="…" value="…" href="…"&gt;note&lt;/stat-tile&gt;</c>: one figure, what it means, and the way to what it is
/// made of. A null value is "unknown".
/// </summary>
[HtmlTargetElement("stat-tile")]
public sealed class StatTileTagHelper : TagHelper
{
    public required string Label { get; set; }

    public string? Value { get; set; }

    /// <summary>The exact figure, on hover.</summary>
    public string? Exact { get; set; }

    public string? Href { get; set; }

    public string? Tone { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var note = await output.GetChildContentAsync();
        output.TagName = Href is null ? "div" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tile");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
        }

        if (Tone is not null)
        {
            output.Attributes.SetAttribute("data-tone", Tone);
        }

        output.Content.AppendHtml(Markup.Element("span", "tile__label", Label));
        // Razor hands over an expression that is null as an empty text.
        var isKnown = !string.IsNullOrEmpty(Value);
        var value = Markup.Element("span", isKnown ? "tile__value" : "tile__value tile__value--unknown", isKnown ? Value : "unknown");
        if (!string.IsNullOrEmpty(Exact))
        {
            value.Attributes["title"] = Exact;
        }

        output.Content.AppendHtml(value);
        var last = Markup.Element("span", "tile__note");
        last.InnerHtml.AppendHtml(note);
        output.Content.AppendHtml(last);
    }
}
