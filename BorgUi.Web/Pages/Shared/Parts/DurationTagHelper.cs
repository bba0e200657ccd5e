using System.Globalization;
using BorgUi.Web.Display;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;duration seconds="…" /&gt;</c>: "1 h 12 m", the seconds on hover; null is "unknown".</summary>
[HtmlTargetElement("duration", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DurationTagHelper : TagHelper
{
    public double? Seconds { get; set; }

    public bool About { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Seconds is not { } seconds)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "muted");
            output.Content.SetContent("unknown");
            return;
        }

        var exact = Math.Round(seconds, 1).ToString(CultureInfo.InvariantCulture);
        output.TagName = "data";
        output.Attributes.SetAttribute("value", exact);
        output.Attributes.SetAttribute("title", $"{exact} seconds");
        output.Content.SetContent((About ? "about " : "") + DurationText.Short(TimeSpan.FromSeconds(seconds)));
    }
}
