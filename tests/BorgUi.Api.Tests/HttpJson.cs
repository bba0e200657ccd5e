using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BorgUi.ServiceDefaults.Problems;

namespace BorgUi.Api.Tests;

/// <summary>JSON as callers of the API write and read it.</summary>
public static class HttpJson
{
    public static readonly JsonSerializerOptions Options = Create();

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string address, object body) =>
        client.SendJsonAsync(HttpMethod.Post, address, JsonSerializer.Serialize(body, Options));

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient client, HttpMethod method, string address, string json) =>
        client.SendAsync(new(method, address) { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) });

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response) =>
        JsonSerializer.Deserialize<T>(await response.Content.ReadAsStringAsync(), Options)!;

    /// <summary>The body, after checking the status.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode}, not {(int)expected}: {text}");
        return JsonSerializer.Deserialize<T>(text, Options)!;
    }

    public static async Task<T> GetAsync<T>(this HttpClient client, string address)
    {
        using var response = await client.ReadFromAsync(address);
        return await response.ReadAsync<T>(HttpStatusCode.OK);
    }

    public static Task<HttpResponseMessage> ReadFromAsync(this HttpClient client, string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string address) => client.PostAsync(new Uri(address, UriKind.Relative), content: null);

    public static Task<HttpResponseMessage> RemoveAsync(this HttpClient client, string address) => client.DeleteAsync(new Uri(address, UriKind.Relative));

    /// <summary>Checks that the answer is a whole problem detail of this status.</summary>
    public static async Task<JsonElement> ReadProblemAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode}, not {(int)expected}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.StartsWith("urn:borgui:problem:", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        return problem;
    }

    /// <summary>The fields that a problem of bad input (or of a taken name) speaks of.</summary>
    public static async Task<string[]> ReadErrorFieldsAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.BadRequest)
    {
        var problem = await response.ReadProblemAsync(expected);
        return [.. problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order()];
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        SnakeCaseJson.Apply(options);
        return options;
    }
}
