using BorgUi.Web.Display;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;status-badge value="Status.Of(job)" /&gt;</c>: a dot and the word of a state.</summary>
[HtmlTargetElement("status-badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatusBadgeTagHelper : TagHelper
{
    public required Status Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "badge");
        output.Attributes.SetAttribute("data-tone", Value.Tone);
        output.Content.SetContent(Value.Word);
    }
}
