using System.Threading.Channels;
using BorgUi.Processes;

namespace BorgUi.Worker.Borg;

/// <summary>Reads both pipes of one borg at once and turns them into events, with bounded memory.</summary>
internal sealed class BorgStreams : IDisposable
{
    // The most that a pipe holds unless root raised the limit: what comes after this much is not borg's any more.
    private const int PipeBytes = 1024 * 1024;

    private readonly ChildProcess _child;
    private readonly BorgOptions _options;
    private readonly TimeProvider _time;

    // Full mode Wait: borg itself is slowed down rather than that a line is lost.
    private readonly Channel<BorgEvent> _events;
    private readonly OutputCollector _output;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _reading;
    private Action<BorgEvent> _observe = _ => { };
    private Task _read = Task.CompletedTask;
    private volatile bool _borgHasExited;
    private int _blockedReaders;
    private long _bytesAfterExit;

    public BorgStreams(ChildProcess child, BorgOptions options, TimeProvider time)
    {
        (_child, _options, _time) = (child, options, time);
        // The reader runs on the thread that reads the pipe: two threads would wake each other up for every line.
        _events = Channel.CreateBounded<BorgEvent>(
            new BoundedChannelOptions(options.EventBuffer) { SingleReader = true, AllowSynchronousContinuations = true });
        _output = new(options.MaxOutputBytes);
        _reading = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
    }

    public IAsyncEnumerable<BorgEvent> Events => _events.Reader.ReadAllAsync(CancellationToken.None);

    /// <summary>Standard output of a command that collects it.</summary>
    public ReadOnlyMemory<byte> Collected => _output.Bytes;

    /// <summary>Begins to read. <paramref name="observe"/> sees what comes from standard error before the reader of the events.</summary>
    public void Start(BorgOutput output, Action<BorgEvent> observe, Action onOutputTooLarge)
    {
        _observe = observe;
        var readOutput = output switch
        {
            BorgOutput.Lines => ReadAsync(() => new LineReader(_child.Output, _options.MaxLineBytes).ReadToEndAsync(PublishOutputAsync, _reading.Token)),
            BorgOutput.Collected => ReadAsync(() => _output.ReadToEndAsync(_child.Output, onOutputTooLarge, _reading.Token)),
            _ => Task.CompletedTask,
        };
        var readError = ReadAsync(() => new LineReader(_child.Error, _options.MaxLineBytes).ReadToEndAsync(PublishErrorAsync, _reading.Token));
        _read = Task.WhenAll(readError, readOutput);
    }

    /// <summary>
    /// Waits for the end of both pipes after borg ended. False when something that borg left behind still holds them:
    /// that is not waited for, but a slow reader of the events is.
    /// </summary>
    public async Task<bool> EndAsync()
    {
        _borgHasExited = true;
        while (true)
        {
            var before = Interlocked.Read(ref _bytesAfterExit);
            try
            {
                await _read.WaitAsync(_options.EndOfOutputPatience, _time);
                return true;
            }
            catch (TimeoutException) when (!_read.IsCompleted)
            {
                var after = Interlocked.Read(ref _bytesAfterExit);
                var readerIsSlow = Volatile.Read(ref _blockedReaders) > 0 || after != before;
                if (!readerIsSlow || after > PipeBytes + _options.MaxLineBytes)
                {
                    await _reading.CancelAsync();
                    return false;
                }
            }
        }
    }

    /// <summary>Hands over the last event, after all others.</summary>
    public async Task CompleteAsync(BorgEnded ended)
    {
        await _events.Writer.WriteAsync(ended, _closed.Token);
        _events.Writer.Complete();
    }

    /// <summary>Whoever reads the events gets the error.</summary>
    public void Fail(Exception error) => _events.Writer.TryComplete(error);

    /// <summary>Nobody reads the events any more.</summary>
    public Task CloseAsync() => _closed.CancelAsync();

    public void Dispose()
    {
        _reading.Dispose();
        _closed.Dispose();
    }

    private async Task ReadAsync(Func<Task> read)
    {
        // Not on the thread of whoever starts borg: a pipe that has data is read synchronously.
        await Task.Yield();
        try
        {
            await read();
        }
        catch
        {
            // An unread pipe would stop borg for ever.
            _child.Send(Signal.Kill, wholeGroup: true);
            throw;
        }
    }

    private async ValueTask PublishErrorAsync(Line line)
    {
        if (line.Cut)
        {
            await PublishAsync(line, BorgEventParser.ParseBeginning(line.Utf8.Span, line.LengthBytes));
            return;
        }

        var happened = BorgEventParser.Parse(line.Utf8.Span, out var before);
        if (before is not null)
        {
            await PublishAsync(line, before);
        }

        await PublishAsync(line, happened);
    }

    private ValueTask PublishOutputAsync(Line line) => PublishAsync(line, new OutputLine(line.Utf8.ToArray(), line.Cut));

    private async ValueTask PublishAsync(Line line, BorgEvent happened)
    {
        _reading.Token.ThrowIfCancellationRequested();
        if (_borgHasExited)
        {
            Interlocked.Add(ref _bytesAfterExit, line.LengthBytes + 1);
        }

        if (happened is not OutputLine)
        {
            _observe(happened);
        }

        if (_events.Writer.TryWrite(happened))
        {
            return;
        }

        Interlocked.Increment(ref _blockedReaders);
        await _events.Writer.WriteAsync(happened, _reading.Token);
        Interlocked.Decrement(ref _blockedReaders);
    }
}
