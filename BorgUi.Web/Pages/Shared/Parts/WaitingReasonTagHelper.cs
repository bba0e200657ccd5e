using System.Text.RegularExpressions;
using BorgUi.Contracts.Jobs;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;waiting-reason job="…" /&gt;</c>: why a job waits, with the way to the other job that it waits for.</summary>
[HtmlTargetElement("waiting-reason", TagStructure = TagStructure.WithoutEndTag)]
public sealed partial class WaitingReasonTagHelper : TagHelper
{
    public required JobResponse Job { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var reason = Job.WaitingReason ?? "Waits for a worker to take it.";
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (OtherJob().Match(reason) is not { Success: true } other)
        {
            output.Content.SetContent(reason);
            return;
        }

        var link = Markup.Element("a", text: "another job");
        link.Attributes["href"] = $"/jobs/{other.Groups["id"].Value}";
        output.Content.Append(reason[..other.Index]);
        output.Content.AppendHtml(link);
        output.Content.Append(reason[(other.Index + other.Length)..]);
    }

    // The repository is busy with job 01a2020b-f588-78d1-b5d8-4a316aeda644 (backup).
    [GeneratedRegex("job (?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})")]
    private static partial Regex OtherJob();
}
