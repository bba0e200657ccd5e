using BorgUi.Web.Display;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;age at="…" /&gt;</c>: "6 h ago", kept fresh by js/ages.js, with the full date and zone on hover.</summary>
[HtmlTargetElement("age", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AgeTagHelper(TimeProvider clock) : TagHelper
{
    public DateTimeOffset? At { get; set; }

    /// <summary>What stands there when there is no time.</summary>
    public string Never { get; set; } = "never";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (At is not { } at)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "muted");
            output.Content.SetContent(Never);
            return;
        }

        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));
        output.Attributes.SetAttribute("title", AgeText.Full(at));
        output.Attributes.SetAttribute("data-age", "");
        output.Content.SetContent(AgeText.Short(at, clock.GetUtcNow()));
    }
}
