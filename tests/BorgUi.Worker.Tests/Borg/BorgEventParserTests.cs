using System.Text;
using System.Text.Json;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

public sealed class BorgEventParserTests
{
    [Fact]
    public void Keeps_every_line_of_every_recording()
    {
        foreach (var recording in Recordings.All)
        {
            foreach (var line in Lines(recording.Error))
            {
                var parsed = BorgEventParser.Parse(line, out var before);

                Assert.Equal(Expected(line), Rendered(parsed, before));
            }
        }
    }

    [Fact]
    public void Reads_the_progress_of_a_create()
    {
        var progress = Assert.IsType<ArchiveProgress>(Parse(
            """{"original_size": 77243504, "compressed_size": 77245009, "deduplicated_size": 12, "nfiles": 3, "path": "big/b\u00fc", "time": 1795313597.5, "type": "archive_progress", "finished": false}"""));

        Assert.Equal((77243504L, 77245009L, 12L, 3L), (progress.OriginalBytes, progress.CompressedBytes, progress.DeduplicatedBytes, progress.Files));
        Assert.Equal(("big/bü", false), (progress.Path, progress.Finished));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795313597500), progress.At);
    }

    [Fact]
    public void The_last_progress_has_no_numbers()
    {
        var progress = Assert.IsType<ArchiveProgress>(Parse("""{"time": 1795310194.91, "type": "archive_progress", "finished": true}"""));

        Assert.True(progress.Finished);
        Assert.Null(progress.Path);
    }

    [Fact]
    public void Reads_counted_steps_with_their_info()
    {
        var percent = Assert.IsType<ProgressPercent>(Parse(
            """{"message": "  0.0% Extracting: a", "current": 12, "total": 595975, "info": ["a"], "operation": 1, "msgid": "extract", "type": "progress_percent", "finished": false, "time": 1.5}"""));

        Assert.Equal((12L, 595975L, "extract", 1L), (percent.Current, percent.Total, percent.MessageId, percent.Operation));
        Assert.Equal(["a"], percent.Info);
    }

    [Fact]
    public void Reads_what_borg_logs()
    {
        var message = Assert.IsType<LogMessage>(Parse(
            """{"type": "log_message", "time": 1.0, "message": "Archive few-1 already exists", "levelname": "ERROR", "name": "borg.archiver", "msgid": "Archive.AlreadyExists"}"""));

        Assert.Equal(
            (BorgLogLevel.Error, "borg.archiver", "Archive.AlreadyExists", "Archive few-1 already exists", false),
            (message.Level, message.Logger, message.MessageId, message.Text, message.IsOutput));
    }

    [Fact]
    public void Reads_questions()
    {
        var question = Assert.IsType<Question>(Parse(
            """{"type": "question_prompt", "msgid": "BORG_RELOCATED_REPO_ACCESS_IS_OK", "message": "Do you want to continue? [yN] "}"""));

        Assert.Equal(("prompt", "BORG_RELOCATED_REPO_ACCESS_IS_OK"), (question.Kind, question.MessageId));
    }

    [Fact]
    public void Separates_a_prompt_from_the_message_behind_it()
    {
        var message = BorgEventParser.Parse("""Enter passphrase for key /srv/repo: {"type": "file_status", "status": "A", "path": "x"}"""u8, out var before);

        Assert.Equal(new RawLine("Enter passphrase for key /srv/repo: "), before);
        Assert.Equal(new FileStatus('A', "x"), message);
    }

    [Theory]
    [InlineData("usage: borg create [-h]")]
    [InlineData("""{"type": "something_new", "path": "x"}""")]
    [InlineData("""{"type": "file_status", "status": "A", "pa""")]
    [InlineData("""{"type": "file_status"} and more""")]
    [InlineData("""{"status": "A"}""")]
    [InlineData("{\"")]
    [InlineData("")]
    public void Keeps_what_is_no_message_as_it_is(string line) => Assert.Equal(new RawLine(line), Parse(line));

    [Fact]
    public void Survives_bytes_that_are_no_text()
    {
        var line = "{\"type\": \"file_status\", \"status\": \"A\", \"path\": \"caf?\"}"u8.ToArray();
        line[Array.IndexOf(line, (byte)'?')] = 0xE9;

        Assert.Contains("caf\uFFFD", Assert.IsType<RawLine>(BorgEventParser.Parse(line, out _)).Text, StringComparison.Ordinal);
        Assert.Equal(new RawLine("a\uFFFDb"), BorgEventParser.Parse("a\0b"u8, out _));
    }

    [Theory]
    [InlineData(@"caf\udce9", "caf\uFFFD")]
    [InlineData(@"\ud83d\ude00", "\U0001F600")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD\U0001F600")]
    [InlineData(@"\\udce9", @"\udce9")]
    [InlineData(@"\u0000", "\uFFFD")]
    public void Reads_names_that_are_not_utf8(string escaped, string expected) =>
        Assert.Equal(new FileStatus('A', expected), Parse($$"""{"type": "file_status", "status": "A", "path": "{{escaped}}"}"""));

    [Fact]
    public void Cuts_texts_that_nobody_can_read()
    {
        var path = new string('x', BorgEventParser.MaxTextLength + 7);

        var status = Assert.IsType<FileStatus>(Parse($$"""{"type": "file_status", "status": "A", "path": "{{path}}"}"""));

        Assert.EndsWith("x… [7 more characters]", status.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignores_fields_of_another_type()
    {
        var progress = Assert.IsType<ArchiveProgress>(Parse(
            """{"type": "archive_progress", "original_size": "many", "nfiles": 1e3, "path": 7, "time": {"a": [1]}, "finished": "yes"}"""));

        Assert.Equal((0L, null, null, false), (progress.OriginalBytes, progress.Path, progress.At, progress.Finished));
    }

    private static BorgEvent Parse(string line) => BorgEventParser.Parse(Encoding.UTF8.GetBytes(line), out _);

    private static IEnumerable<byte[]> Lines(byte[] stream)
    {
        var lines = Encoding.Latin1.GetString(stream).Split('\n');
        return lines.Take(lines[^1].Length == 0 ? lines.Length - 1 : lines.Length).Select(Encoding.Latin1.GetBytes);
    }

    // An independent reading of the same line, by JsonDocument.
    private static string Expected(byte[] line)
    {
        var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
        var start = text.IndexOf("{\"", StringComparison.Ordinal);
        if (start < 0)
        {
            return $"raw {text}";
        }

        var json = JsonDocument.Parse(text[start..]).RootElement;
        string Field(string name) => json.TryGetProperty(name, out var value) ? value.ToString() : "";
        var message = json.GetProperty("type").GetString() switch
        {
            "archive_progress" => $"archive {Field("original_size")} {Field("nfiles")} {Field("path")} {Field("finished")}",
            "file_status" => $"file {Field("status")} {Field("path")}",
            "progress_message" => $"step {Field("operation")} {Field("msgid")} {Field("message")} {Field("finished")}",
            "progress_percent" => $"percent {Field("operation")} {Field("msgid")} {Field("current")}/{Field("total")} {Field("finished")}",
            "log_message" => $"log {Field("levelname")} {Field("name")} {Field("msgid")} {Field("message")}",
            var question => $"{question} {Field("msgid")} {Field("message")}",
        };
        return start == 0 ? message : $"raw {text[..start]} + {message}";
    }

    private static string Rendered(BorgEvent parsed, RawLine? before)
    {
        var message = parsed switch
        {
            ArchiveProgress p when p is { Finished: true, Path: null } => "archive    True",
            ArchiveProgress p => FormattableString.Invariant($"archive {p.OriginalBytes} {p.Files} {p.Path} {p.Finished}"),
            FileStatus f => $"file {f.Status} {f.Path}",
            ProgressMessage s => FormattableString.Invariant($"step {s.Operation} {s.MessageId} {s.Text} {s.Finished}"),
            ProgressPercent { Finished: true } p => FormattableString.Invariant($"percent {p.Operation} {p.MessageId} / True"),
            ProgressPercent p => FormattableString.Invariant($"percent {p.Operation} {p.MessageId} {p.Current}/{p.Total} False"),
            LogMessage l => $"log {l.Level.ToString().ToUpperInvariant()} {l.Logger} {l.MessageId} {l.Text}",
            Question q => $"question_{q.Kind} {q.MessageId} {q.Text}",
            RawLine r => $"raw {r.Text}",
            _ => throw new InvalidOperationException($"{parsed} does not come from standard error."),
        };
        return before is null ? message : $"raw {before.Text} + {message}";
    }
}
