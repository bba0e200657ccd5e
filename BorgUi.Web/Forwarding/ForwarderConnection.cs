using System.Diagnostics;
using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace BorgUi.Web.Forwarding;

/// <summary>The connections to the API that forwarded requests share.</summary>
internal sealed class ForwarderConnection : IDisposable
{
    /// <summary>An event stream may be silent for long; its own keep-alives are far more frequent than this.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(30);

    public HttpMessageInvoker Invoker { get; } = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        EnableMultipleHttp2Connections = true,
        UseCookies = false,
        UseProxy = false,
    });

    public ForwarderRequestConfig Request { get; } = new() { ActivityTimeout = LongestSilence };

    public void Dispose() => Invoker.Dispose();
}
