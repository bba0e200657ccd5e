using System.Net.Sockets;
using System.Text;

namespace BorgUi.LocalHosting.Redis;

/// <summary>AUTH and PING over a connection of its own.</summary>
internal sealed class RedisProbe(RedisAddress address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Null when the server answers PONG, else what is wrong.</summary>
    public async Task<string?> TroubleAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            if (address.Password is not null && await AskAsync(client, reader, ["AUTH", address.Password], patience.Token) is var answer and not "+OK")
            {
                return $"Redis refuses the password: {answer}";
            }

            var pong = await AskAsync(client, reader, ["PING"], patience.Token);
            return pong == "+PONG" ? null : $"Redis answers {pong}";
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"Redis does not answer within {Patience.TotalSeconds:0} s.";
        }
    }

    private static async Task<string?> AskAsync(TcpClient client, StreamReader reader, string[] words, CancellationToken cancellationToken)
    {
        // RESP: an array of bulk strings, *1\r\n$4\r\nPING\r\n
        var request = $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request), cancellationToken);
        return await reader.ReadLineAsync(cancellationToken);
    }
}
