using System.Text;

namespace BorgUi.Worker.Borg;

/// <summary>Turns one line of borg's standard error (with --log-json) into an event. Never throws and never drops a line.</summary>
internal static class BorgEventParser
{
    /// <summary>Longer texts are cut and marked: a path has at most 4096 bytes, a traceback about 3000.</summary>
    internal const int MaxTextLength = 32 * 1024;

    /// <summary>Reads one line without its line feed. <paramref name="before"/> is text that was glued in front of the JSON.</summary>
    public static BorgEvent Parse(ReadOnlySpan<byte> line, out RawLine? before)
    {
        before = null;
        line = line.TrimEnd("\r"u8);
        var start = line.IndexOf("{\""u8);
        if (start < 0 || !JsonLine.TryRead(line[start..], out var json))
        {
            return Raw(line);
        }

        // Enter passphrase for key /srv/repo: {"type": "log_message", ... "msgid": "PassphraseWrong"}
        if (start > 0)
        {
            before = Raw(line[..start]);
        }

        return Message(json) ?? Raw(line[start..]);
    }

    /// <summary>For a line that was too long to be kept: its beginning, and how long it was.</summary>
    public static RawLine ParseBeginning(ReadOnlySpan<byte> beginning, long lengthBytes) =>
        new($"{Raw(beginning).Text}… [a line of {lengthBytes} bytes, cut]");

    private static BorgEvent? Message(JsonLine json) => json.Text("type"u8) switch
    {
        "archive_progress" => Archive(json),
        "file_status" => File(json),
        "progress_message" => Step(json),
        "progress_percent" => Percent(json),
        "log_message" => Log(json),
        { } type when type.StartsWith("question_", StringComparison.Ordinal) => Ask(type, json),
        _ => null,
    };

    // {"original_size": 77243504, "compressed_size": 77245009, "deduplicated_size": 77245009, "nfiles": 0, "path": "big/big.bin",
    //  "time": 1795313597.2438087, "type": "archive_progress", "finished": false}
    // {"time": 1795310194.91, "type": "archive_progress", "finished": true}
    private static ArchiveProgress Archive(JsonLine json) => new(
        json.Long("original_size"u8),
        json.Long("compressed_size"u8),
        json.Long("deduplicated_size"u8),
        json.Long("nfiles"u8),
        Cut(json.Text("path"u8)),
        json.Time("time"u8),
        json.Flag("finished"u8));

    // {"type": "file_status", "status": "A", "path": "small/hello.txt"}
    private static FileStatus File(JsonLine json) =>
        new(json.Text("status"u8) is [var status, ..] ? status : '?', Cut(json.Text("path"u8)) ?? "");

    // {"message": "Saving files cache", "operation": 2, "msgid": "cache.commit", "type": "progress_message", "finished": false,
    //  "time": 1795313598.6223948}
    private static ProgressMessage Step(JsonLine json) => new(
        json.Long("operation"u8), json.Text("msgid"u8), Cut(json.Text("message"u8)), json.Time("time"u8), json.Flag("finished"u8));

    // {"message": "  0.0% Extracting: small/hello.txt", "current": 12, "total": 595975, "info": ["small/hello.txt"], "operation": 1,
    //  "msgid": "extract", "type": "progress_percent", "finished": false, "time": 1795310301.6}
    private static ProgressPercent Percent(JsonLine json) => new(
        json.Long("operation"u8),
        json.Text("msgid"u8),
        json.Long("current"u8),
        json.Long("total"u8),
        Cut(json.Text("message"u8)),
        json.Texts("info"u8),
        json.Time("time"u8),
        json.Flag("finished"u8));

    // {"type": "log_message", "time": 1795310191.1183794, "message": "A repository already exists at /srv/repo.",
    //  "levelname": "ERROR", "name": "borg.archiver", "msgid": "Repository.AlreadyExists"}
    private static LogMessage Log(JsonLine json) => new(
        Level(json.Text("levelname"u8)),
        json.Text("name"u8) ?? "",
        json.Text("msgid"u8),
        Cut(json.Text("message"u8)) ?? "",
        json.Time("time"u8));

    // {"type": "question_prompt", "msgid": "BORG_RELOCATED_REPO_ACCESS_IS_OK", "message": "Warning: ... Do you want to continue? [yN] "}
    // {"type": "question_env_answer", "env_var": "BORG_...", "msgid": "BORG_...", "message": "yes (from BORG_...)"}
    private static Question Ask(string type, JsonLine json) =>
        new(type["question_".Length..], json.Text("msgid"u8), Cut(json.Text("message"u8)));

    private static BorgLogLevel Level(string? name) => name switch
    {
        "DEBUG" => BorgLogLevel.Debug,
        "INFO" => BorgLogLevel.Info,
        "WARNING" => BorgLogLevel.Warning,
        "CRITICAL" => BorgLogLevel.Critical,
        _ => BorgLogLevel.Error,
    };

    // PostgreSQL and browsers refuse NUL, and no tool means to print one.
    private static RawLine Raw(ReadOnlySpan<byte> line) => new(Cut(Encoding.UTF8.GetString(line).Replace('\0', '\uFFFD'))!);

    private static string? Cut(string? text) =>
        text is { Length: > MaxTextLength } ? $"{text.AsSpan(0, MaxTextLength)}… [{text.Length - MaxTextLength} more characters]" : text;
}
