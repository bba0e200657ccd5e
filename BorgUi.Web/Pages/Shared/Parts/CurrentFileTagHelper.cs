using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary>
/// <c>&lt;current-file path="…" /&gt;</c>: a path with the ellipsis in the middle. The head gives way, the file name stays;
/// js/job-progress.js splits in the same place.
/// </summary>
[HtmlTargetElement("current-file", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CurrentFileTagHelper : TagHelper
{
    private const int TailLength = 32;

    public string? Path { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (head, tail) = Split(Path ?? "");
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "current-file");
        output.Attributes.SetAttribute("dir", "ltr");
        output.Attributes.SetAttribute("title", Path ?? "");
        output.Attributes.SetAttribute("data-live", "file");
        output.Content.SetHtmlContent(
            $"<bdi class=\"current-file__head\">{Encode(head)}</bdi><bdi class=\"current-file__tail\">{Encode(tail)}</bdi>");
    }

    internal static (string Head, string Tail) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        var at = slash > 0 && path.Length - slash <= TailLength ? slash : Math.Max(0, path.Length - TailLength);
        if (at > 0 && char.IsLowSurrogate(path[at]))
        {
            at--;
        }

        return (path[..at], path[at..]);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
