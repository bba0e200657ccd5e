using System.Text;
using System.Text.Json.Nodes;

namespace BorgUi.Notifications.Senders;

public static class JsonCall
{
    /// <summary>A POST of JSON.</summary>
    public static HttpRequestMessage Post(string address, JsonNode body) => Post(address, body.ToJsonString());

    /// <inheritdoc cref="Post(string, JsonNode)"/>
    public static HttpRequestMessage Post(string address, string json) => new(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    /// <summary>What a target that limits its texts takes of one.</summary>
    public static string Limited(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
