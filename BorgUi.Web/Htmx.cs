namespace BorgUi.Web;

/// <summary>The few headers by which htmx and the server talk.</summary>
internal static class Htmx
{
    public static bool IsRequest(HttpRequest request) => request.Headers["HX-Request"] == "true";

    /// <summary>What js/toasts.js says about an answer that is not a success; escaped, because headers are ASCII.</summary>
    public static void Toast(HttpResponse response, string words) => response.Headers["X-Toast"] = Uri.EscapeDataString(words);

    /// <summary>Makes the browser go there, whole page.</summary>
    public static void Redirect(HttpResponse response, string url) => response.Headers["HX-Redirect"] = url;
}
