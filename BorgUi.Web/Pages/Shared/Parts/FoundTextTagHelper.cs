using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;found-text text="…" search="…" /&gt;</c>: text in which what was looked for is marked, in any case of letters.</summary>
[HtmlTargetElement("found-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FoundTextTagHelper : TagHelper
{
    public required string Text { get; set; }

    public string? Search { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        var sought = Search?.Trim() ?? "";
        var from = 0;
        while (sought.Length > 0 && Text.IndexOf(sought, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found)
        {
            output.Content.Append(Text[from..found]);
            output.Content.AppendHtml(Markup.Element("mark", text: Text.Substring(found, sought.Length)));
            from = found + sought.Length;
        }

        output.Content.Append(Text[from..]);
    }
}
