using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BorgUi.Testing.Sinks;

/// <summary>A mail server without TLS that takes whatever it is given, or refuses it, and remembers what it has taken.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Func<int, bool> _refuses;
    private readonly Task _accepting;
    private int _asked;

    /// <param name="refuses">Whether the n-th mail, from 1, is refused; null takes all.</param>
    public SmtpSink(Func<int, bool>? refuses = null)
    {
        _refuses = refuses ?? (_ => false);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails as they came, with their headers.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    public ConcurrentQueue<string> Logins { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_sessions.Append(_accepting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            _sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_ending.Token) is { } line)
        {
            await writer.WriteLineAsync(await AnswerAsync(line, reader, writer));
            if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }
    }

    private async Task<string> AnswerAsync(string line, StreamReader reader, StreamWriter writer)
    {
        switch (line.Split(' ')[0].ToUpperInvariant())
        {
            case "EHLO":
                return "250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN";
            case "AUTH":
                Logins.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1])).Replace('\0', ' ').Trim());
                return "235 welcome";
            case "DATA":
                await writer.WriteLineAsync("354 go on");
                var mail = await ReadMailAsync(reader);
                if (_refuses(Interlocked.Increment(ref _asked)))
                {
                    return "451 not now";
                }

                Taken.Enqueue(mail);
                return "250 taken";
            case "QUIT":
                return "221 bye";
            default:
                return "250 ok";
        }
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_ending.Token) is { } line and not ".")
        {
            mail.AppendLine(line);
        }

        return mail.ToString();
    }
}
