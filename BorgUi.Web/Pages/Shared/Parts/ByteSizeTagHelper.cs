using System.Globalization;
using BorgUi.Web.Display;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;byte-size value="…" /&gt;</c>: binary units, the exact bytes on hover; null is "unknown", never 0.</summary>
[HtmlTargetElement("byte-size", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ByteSizeTagHelper : TagHelper
{
    public long? Value { get; set; }

    /// <summary>Shows a rate: bytes per second.</summary>
    public bool PerSecond { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is not { } bytes)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "muted");
            output.Content.SetContent("unknown");
            return;
        }

        var suffix = PerSecond ? "/s" : "";
        output.TagName = "data";
        output.Attributes.SetAttribute("value", bytes.ToString(CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", ByteText.Exact(bytes) + (PerSecond ? " per second" : ""));
        output.Content.SetContent(ByteText.Short(bytes) + suffix);
    }
}
