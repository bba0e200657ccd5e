using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BorgUi.Testing.Sinks;

/// <summary>A server that takes whatever is sent to it, or refuses it, and remembers what it has taken.</summary>
public sealed class HttpSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<HttpContext, int, Task> _answer;
    private int _asked;

    private HttpSink(WebApplication app, Func<HttpContext, int, Task> answer) => (_app, _answer) = (app, answer);

    /// <summary>All that came, also what was not taken.</summary>
    public ConcurrentQueue<SunkRequest> Seen { get; } = [];

    /// <summary>What was answered with 200 to 299.</summary>
    public ConcurrentQueue<SunkRequest> Taken { get; } = [];

    public string Address => _app.Urls.First();

    /// <param name="answer">Answers the n-th request, from 1; null takes everything.</param>
    public static async Task<HttpSink> StartAsync(Func<HttpContext, int, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var sink = new HttpSink(builder.Build(), answer ?? ((_, _) => Task.CompletedTask));
        sink._app.Run(sink.TakeAsync);
        await sink._app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new SunkRequest(http.Request.Method, http.Request.Path + http.Request.QueryString, headers, body);
        var number = Interlocked.Increment(ref _asked);
        Seen.Enqueue(request);
        await _answer(http, number);
        if (http.Response.StatusCode is >= 200 and < 300)
        {
            Taken.Enqueue(request);
        }
    }
}

/// <param name="Path">With the query.</param>
public sealed record SunkRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
