using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;code-block text="…" /&gt;</c>: text to take elsewhere, with a copy button (js/copy.js).</summary>
[HtmlTargetElement("code-block", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CodeBlockTagHelper : TagHelper
{
    public required string Text { get; set; }

    /// <summary>What is copied, for people who cannot see it: "Copy the command".</summary>
    public string What { get; set; } = "text";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "code");
        output.Attributes.SetAttribute("dir", "ltr");

        var pre = Markup.Element("pre");
        pre.InnerHtml.AppendHtml(Markup.Element("code", text: Text));
        output.Content.AppendHtml(pre);
        output.Content.AppendHtml(CopyButton());
    }

    private TagBuilder CopyButton()
    {
        var button = Markup.Element("button", "copy button button--quiet button--small");
        button.Attributes["type"] = "button";
        button.Attributes["data-copy"] = Text;
        button.InnerHtml.AppendHtml("<span class=\"copy__idle\">Copy<span class=\"visually-hidden\"> the ");
        button.InnerHtml.Append(What);
        button.InnerHtml.AppendHtml("</span></span><span class=\"copy__done\" role=\"status\">Copied</span>");
        return button;
    }
}
