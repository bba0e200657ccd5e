using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace BorgUi.LocalHosting;

/// <summary>Reads the lines of a child's output as they come; a line that never ends is cut, so that memory stays bounded.</summary>
internal static class LineReader
{
    private const int LongestLineBytes = 64 * 1024;

    public static async Task ReadAsync(Stream stream, Action<string> onLine)
    {
        var reader = PipeReader.Create(stream);
        while (true)
        {
            var result = await reader.ReadAsync();
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                onLine(Decode(buffer.Slice(0, end)));
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (!buffer.IsEmpty && (result.IsCompleted || buffer.Length > LongestLineBytes))
            {
                onLine(Decode(buffer));
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
    }

    private static string Decode(ReadOnlySequence<byte> line) => Encoding.UTF8.GetString(line).TrimEnd('\r');
}
