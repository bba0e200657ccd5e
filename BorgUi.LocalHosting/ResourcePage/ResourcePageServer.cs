using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.LocalHosting.ResourcePage;

/// <summary>A page, on this machine only and for who knows its token, that shows what the resources do.</summary>
internal sealed class ResourcePageServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ResourcePageServer(WebApplication server, Uri address)
    {
        _server = server;
        Address = address;
    }

    /// <summary>With the token in it.</summary>
    public Uri Address { get; }

    /// <summary>Listens on the wanted port, or on another one when that is taken: the address is printed anyway.</summary>
    public static async Task<ResourcePageServer> StartAsync(DistributedApplication application, int? wantedPort, CancellationToken cancellationToken)
    {
        var port = wantedPort is { } wanted && FreePort.IsFree(wanted) ? wanted : FreePort.Find();
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.ListenLocalhost(port);
        });
        builder.Services.AddRoutingCore();
        var server = builder.Build();
        server.Use(new ResourcePageAccess(token, port).CheckAsync);
        server.UseRouting();
        Map(server, new ResourcePageHtml(application.Name, application.Mask), application);
        await server.StartAsync(cancellationToken);
        return new(server, new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/?{ResourcePageAccess.TokenParameter}={token}")));
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static void Map(WebApplication server, ResourcePageHtml html, DistributedApplication application)
    {
        server.MapGet("/", context => WriteAsync(context, html.Overview(application.Instances)));
        server.MapGet("/instances/{id}", context =>
        {
            var id = (string?)context.Request.RouteValues["id"];
            if (application.Instances.FirstOrDefault(instance => instance.Id == id) is { } instance)
            {
                return WriteAsync(context, html.Details(instance));
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return WriteAsync(context, html.Unknown());
        });
        server.MapGet("/page.css", context => WriteAssetAsync(context, "page.css", "text/css; charset=utf-8"));
        server.MapGet("/page.js", context => WriteAssetAsync(context, "page.js", "text/javascript; charset=utf-8"));
    }

    private static Task WriteAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static async Task WriteAssetAsync(HttpContext context, string name, string contentType)
    {
        context.Response.ContentType = contentType;
        await using var asset = typeof(ResourcePageServer).Assembly.GetManifestResourceStream(typeof(ResourcePageServer), name)!;
        await asset.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
