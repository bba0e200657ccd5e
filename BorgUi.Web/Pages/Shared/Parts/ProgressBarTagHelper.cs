using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary>
/// <c>&lt;progress-bar percent="…" label="…" /&gt;</c>: a null percent moves without saying how far;
/// an estimate says "about". The data attributes are what js/job-progress.js patches.
/// </summary>
[HtmlTargetElement("progress-bar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ProgressBarTagHelper : TagHelper
{
    public double? Percent { get; set; }

    public bool About { get; set; }

    public string Label { get; set; } = "";

    public string Tone { get; set; } = "running";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "progress");
        output.Attributes.SetAttribute("data-tone", Tone);

        var label = HtmlEncoder.Default.Encode(Label);
        var value = Percent is { } percent ? $" value=\"{Number(percent)}\"" : "";
        output.Content.SetHtmlContent(
            $"""
            <div class="progress__line"><span data-live="message" class="clip">{label}</span><span class="progress__figure" data-live="percent">{Text(Percent, About)}</span></div>
            <progress data-live="bar" max="100"{value} aria-label="Progress"></progress>
            """);
    }

    internal static string Text(double? percent, bool about) =>
        percent is { } known ? $"{(about ? "about " : "")}{Math.Floor(known).ToString(CultureInfo.InvariantCulture)} %" : "";

    private static string Number(double percent) => Math.Clamp(percent, 0, 100).ToString("0.##", CultureInfo.InvariantCulture);
}
