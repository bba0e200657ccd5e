using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BorgUi.ServiceDefaults.Tests.Telemetry;

/// <summary>Takes OTLP over http/protobuf and keeps every request: strings are readable in it, that is all we need.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> _requests = new();
    private readonly WebApplication _app;

    private FakeCollector()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/{**path}", RecordAsync);
    }

    public string Url => _app.Urls.First();

    public string All => string.Join('\n', _requests.Select(request => request.Body));

    public static async Task<FakeCollector> StartAsync()
    {
        var collector = new FakeCollector();
        await collector._app.StartAsync();
        return collector;
    }

    public IReadOnlyList<string> To(string path) =>
        [.. _requests.Where(request => request.Path == path).Select(request => request.Body)];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RecordAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _requests.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
    }
}
