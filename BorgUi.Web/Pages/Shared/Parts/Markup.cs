using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BorgUi.Web.Pages.Shared.Parts;

/// <summary>The elements the parts are made of. Text is always encoded.</summary>
internal static class Markup
{
    public static TagBuilder Element(string tag, string? css = null, string? text = null)
    {
        var element = new TagBuilder(tag);
        if (css is not null)
        {
            element.AddCssClass(css);
        }

        if (text is not null)
        {
            element.InnerHtml.Append(text);
        }

        return element;
    }

    public static TagBuilder Icon(ViewContext view, string name, bool large = false)
    {
        var use = Element("use");
        use.Attributes["href"] = $"{SpriteUrl(view.HttpContext)}#{name}";
        var icon = Element("svg", large ? "icon icon--lg" : "icon");
        icon.Attributes["aria-hidden"] = "true";
        icon.InnerHtml.AppendHtml(use);
        return icon;
    }

    private static string SpriteUrl(HttpContext http)
    {
        var assets = http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{http.Request.PathBase}/{assets?["img/icons.svg"] ?? "img/icons.svg"}";
    }
}
