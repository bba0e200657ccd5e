using System.Collections.Concurrent;
using BorgUi.Contracts.Hooks;
using BorgUi.Core.Hooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BorgUi.Worker.Tests.Hooks;

/// <summary>A server that hooks call: <c>/status/N</c> answers N, <c>/never</c> does not answer.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HookReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedCall> Calls { get; } = [];

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new HookReceiver(builder.Build());
        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public PlanHook Hook(string name, string path, HookMoment when = HookMoment.After, string method = "POST", string? body = null) => new()
    {
        Name = name,
        When = when,
        Around = HookSubject.Backup,
        TimeoutSeconds = 600,
        Http = new() { Url = _app.Urls.First() + path, Method = method, Body = body },
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        Calls.Enqueue(new(
            http.Request.Method, http.Request.Path, await reader.ReadToEndAsync(), http.Request.Headers.Authorization.ToString(), http.Request.Headers["Idempotency-Key"].ToString()));
        if (http.Request.Path == "/never")
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        http.Response.StatusCode = int.Parse(http.Request.Path.Value!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers.Location = "/status/200";
        await http.Response.WriteAsync($"first line\nyou sent {http.Request.Headers.Authorization}");
    }
}

internal sealed record ReceivedCall(string Method, string Path, string Body, string Authorization, string Key);
