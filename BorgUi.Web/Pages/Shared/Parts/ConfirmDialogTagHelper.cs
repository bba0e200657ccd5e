using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary>
/// <c>&lt;confirm-dialog id="…" title="…" action="/url" confirm="Delete"&gt;the consequence&lt;/confirm-dialog&gt;</c>: a question before
/// something is taken away. Opened by a button with <c>data-opens="id"</c> (js/dialogs.js); with a phrase, that must be typed first.
/// </summary>
[HtmlTargetElement("confirm-dialog")]
public sealed class ConfirmDialogTagHelper(IAntiforgery antiforgery) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public required string Id { get; set; }

    public required string Title { get; set; }

    public required string Action { get; set; }

    /// <summary>The verb on the button that does it.</summary>
    public required string Confirm { get; set; }

    /// <summary>The word on the button that leaves everything as it is.</summary>
    public string Keep { get; set; } = "Keep it";

    /// <summary>What has to be typed before the button works, mostly the name of the thing.</summary>
    public string? Phrase { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var consequence = await output.GetChildContentAsync();
        output.TagName = "dialog";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("id", Id);
        output.Attributes.SetAttribute("class", "dialog");
        output.Attributes.SetAttribute("aria-labelledby", $"{Id}-title");

        var title = Markup.Element("h2", text: Title);
        title.Attributes["id"] = $"{Id}-title";
        var body = Markup.Element("div", "dialog__body");
        body.InnerHtml.AppendHtml(title);
        body.InnerHtml.AppendHtml(consequence);
        if (Phrase is not null)
        {
            body.InnerHtml.AppendHtml(PhraseField(Phrase));
        }

        var form = Markup.Element("form");
        form.Attributes["method"] = "post";
        form.Attributes["action"] = Action;
        form.InnerHtml.AppendHtml(body);
        form.InnerHtml.AppendHtml(Foot());
        form.InnerHtml.AppendHtml(Token());
        output.Content.AppendHtml(form);
    }

    private TagBuilder PhraseField(string phrase)
    {
        var label = Markup.Element("label", text: $"Type “{phrase}” to go on");
        label.Attributes["for"] = $"{Id}-phrase";
        label.AddCssClass("name");
        var input = Markup.Element("input");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["id"] = $"{Id}-phrase";
        input.Attributes["name"] = "confirmation";
        input.Attributes["autocomplete"] = "off";
        input.Attributes["data-phrase"] = phrase;
        var field = Markup.Element("div", "field");
        field.InnerHtml.AppendHtml(label);
        field.InnerHtml.AppendHtml(input);
        return field;
    }

    private TagBuilder Foot()
    {
        var keep = Markup.Element("button", "button button--quiet", Keep);
        keep.Attributes["type"] = "button";
        keep.Attributes["data-closes"] = Id;
        var confirm = Markup.Element("button", "button button--danger", Confirm);
        confirm.Attributes["type"] = "submit";
        var foot = Markup.Element("div", "dialog__foot");
        foot.InnerHtml.AppendHtml(keep);
        foot.InnerHtml.AppendHtml(confirm);
        return foot;
    }

    private TagBuilder Token()
    {
        var tokens = antiforgery.GetAndStoreTokens(ViewContext.HttpContext);
        var input = Markup.Element("input");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = "hidden";
        input.Attributes["name"] = tokens.FormFieldName;
        input.Attributes["value"] = tokens.RequestToken;
        return input;
    }
}
