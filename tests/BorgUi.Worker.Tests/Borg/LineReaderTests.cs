using System.Text;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

public sealed class LineReaderTests
{
    private const int MaxLineBytes = 5000;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public async Task Finds_the_same_lines_however_the_stream_is_cut_up(int chunkBytes)
    {
        string[] lines = ["", "a", "b\rc", "", new('x', MaxLineBytes), new('y', MaxLineBytes + 1), "z", new('w', 3 * MaxLineBytes), "last"];
        using var stream = new Chunks(Encoding.ASCII.GetBytes(string.Join('\n', lines)), chunkBytes);
        List<(string Beginning, long Length, bool Cut)> read = [];
        await new LineReader(stream, MaxLineBytes).ReadToEndAsync(
            line =>
            {
                read.Add((Encoding.ASCII.GetString(line.Utf8.Span), line.LengthBytes, line.Cut));
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);

        Assert.Equal(lines.Select(line => ((long)line.Length, line.Length > MaxLineBytes)), read.Select(line => (line.Length, line.Cut)));
        Assert.All(lines.Zip(read), pair => Assert.StartsWith(pair.Second.Beginning, pair.First, StringComparison.Ordinal));
        Assert.All(lines.Zip(read).Where(pair => !pair.Second.Cut), pair => Assert.Equal(pair.First, pair.Second.Beginning));
    }

    private sealed class Chunks(byte[] content, int chunkBytes) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunkBytes)], cancellationToken);
    }
}
