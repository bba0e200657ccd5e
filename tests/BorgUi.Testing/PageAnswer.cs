using System.Net;
using System.Text.RegularExpressions;

namespace BorgUi.Testing;

/// <summary>What a page answered.</summary>
/// <param name="Html">As it was sent.</param>
public sealed record PageAnswer(HttpStatusCode Status, Uri? Location, string Html)
{
    /// <summary>With the entities resolved: what a person can read, among the markup.</summary>
    public string Text => WebUtility.HtmlDecode(Html);

    /// <summary>The message beside a field of a form, <c>Input.Name</c>; empty when the field was accepted.</summary>
    public string ErrorBeside(string field)
    {
        // <span class="field__error field-validation-error" data-valmsg-for="Input.Name" data-valmsg-replace="true">A name is missing…</span>
        var message = Regex.Match(Html, $"""data-valmsg-for="{Regex.Escape(field)}"[^>]*>(.*?)</span>""", RegexOptions.Singleline);
        return message.Success ? WebUtility.HtmlDecode(message.Groups[1].Value) : throw new ArgumentException($"The page has no field {field}.", nameof(field));
    }

    /// <summary>What stands in a text field or text area.</summary>
    public string ValueOf(string field)
    {
        var area = Regex.Match(Html, $"""<textarea[^>]* name="{Regex.Escape(field)}"[^>]*>\r?\n?(.*?)</textarea>""", RegexOptions.Singleline);
        var input = Regex.Match(Html, $"""<input[^>]* name="{Regex.Escape(field)}"[^>]* value="([^"]*)"[^>]*>""");
        return WebUtility.HtmlDecode((area.Success ? area : input).Groups[1].Value);
    }

    internal static async Task<PageAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        new(answer.StatusCode, answer.Headers.Location, await answer.Content.ReadAsStringAsync(cancellationToken));
}
