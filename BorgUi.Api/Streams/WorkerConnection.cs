using System.Net;

namespace BorgUi.Api.Streams;

/// <summary>The connections to workers. They are ours, at the addresses that they registered themselves.</summary>
internal sealed class WorkerConnection : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        UseCookies = false,
        UseProxy = false,
    })
    {
        // A download takes as long as its reader does.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Client.Dispose();
}
