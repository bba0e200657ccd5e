using System.Text;

namespace BorgUi.LocalHosting.Tests.Output;

public sealed class LineReaderTests
{
    [Fact]
    public async Task Reads_lines_with_either_ending_and_a_last_one_without()
    {
        Assert.Equal(["one", "", "two", "thr\u00e9e"], await ReadAsync("one\r\n\ntwo\nthr\u00e9e"));
    }

    [Fact]
    public async Task Cuts_a_line_that_does_not_end()
    {
        var lines = await ReadAsync(new string('x', 300_000));

        Assert.True(lines.Count > 1);
        Assert.Equal(300_000, lines.Sum(line => line.Length));
    }

    private static async Task<List<string>> ReadAsync(string text)
    {
        List<string> lines = [];
        await LineReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), lines.Add);
        return lines;
    }
}
