using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary><c>&lt;form-problems /&gt;</c>: what is wrong with a form as a whole, above its fields; nothing when all is well.</summary>
[HtmlTargetElement("form-problems", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FormProblemsTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        var errors = ViewContext.ModelState.TryGetValue("", out var entry) ? entry.Errors : [];
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.Attributes.SetAttribute("class", "banner");
        output.Attributes.SetAttribute("data-tone", "failed");
        output.Attributes.SetAttribute("role", "alert");
        output.Content.AppendHtml(Markup.Icon(ViewContext, "error"));
        var words = Markup.Element("div");
        foreach (var error in errors)
        {
            words.InnerHtml.AppendHtml(Markup.Element("p", "banner__title", error.ErrorMessage));
        }

        output.Content.AppendHtml(words);
    }
}
