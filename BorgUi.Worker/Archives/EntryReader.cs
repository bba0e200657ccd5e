using System.Text.Json;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Archives;

/// <summary>Reads lines of <c>list --json-lines</c> for the index, without making an object of each.</summary>
internal sealed class EntryReader
{
    private byte[] _path = new byte[4096];
    private byte[] _target = new byte[4096];

    // {"type": "-", "mode": "-rw-r--r--", "user": "root", "group": "root", "uid": 0, "gid": 0, "path": "small/hello.txt",
    //  "healthy": true, "source": "", "linktarget": "", "flags": 0, "mtime": "2026-11-22T01:12:49.364265", "size": 12}
    /// <summary>Reads a line; the entry is valid until the next one is read.</summary>
    /// <exception cref="InvalidDataException">It is not an item of an archive.</exception>
    public ListedEntry Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return ReadFields(new(LoneSurrogates.Replace(line)));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("borg listed something that is not an item of an archive.", error);
        }
    }

    private ListedEntry ReadFields(Utf8JsonReader json)
    {
        var (path, target) = (0, 0);
        var (type, mode, size) = (EntryType.File, default(short?), 0L);
        var (isHardLink, modifiedAt) = (false, default(DateTime?));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("path"u8))
            {
                path = Text(ref json, ref _path);
            }
            else if (json.ValueTextEquals("type"u8))
            {
                json.Read();
                type = TypeOf(json.ValueSpan);
            }
            else if (json.ValueTextEquals("mode"u8))
            {
                json.Read();
                (isHardLink, mode) = (json.ValueSpan is [(byte)'h', ..], ModeOf(json.ValueSpan));
            }
            else if (json.ValueTextEquals("size"u8))
            {
                json.Read();
                size = json.TokenType == JsonTokenType.Number ? json.GetInt64() : 0;
            }
            else if (json.ValueTextEquals("mtime"u8))
            {
                json.Read();
                modifiedAt = json.TokenType == JsonTokenType.String && json.TryGetDateTime(out var time) ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : null;
            }
            else if (json.ValueTextEquals("linktarget"u8))
            {
                target = Text(ref json, ref _target);
            }
            else
            {
                json.Skip();
            }
        }

        return path == 0 ? throw new InvalidDataException("borg listed an item without a path.") : new()
        {
            Path = _path.AsSpan(0, path),
            Type = isHardLink ? EntryType.Hardlink : type,
            SizeBytes = size,
            Mode = mode,
            ModifiedAt = modifiedAt,
            LinkTarget = _target.AsSpan(0, target),
        };
    }

    // PostgreSQL stores no zero bytes, and no file system has them in names.
    private static int Text(ref Utf8JsonReader json, ref byte[] buffer)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            return 0;
        }

        if (json.ValueSpan.Length > buffer.Length)
        {
            buffer = new byte[json.ValueSpan.Length * 2];
        }

        var length = json.CopyString(buffer);
        buffer.AsSpan(0, length).Replace((byte)0, (byte)'?');
        return length;
    }

    private static EntryType TypeOf(ReadOnlySpan<byte> letter) => letter switch
    {
        [(byte)'d'] => EntryType.Folder,
        [(byte)'l'] => EntryType.Symlink,
        [(byte)'p'] => EntryType.Fifo,
        [(byte)'c'] => EntryType.CharDevice,
        [(byte)'b'] => EntryType.BlockDevice,
        _ => EntryType.File,
    };

    // "drwxr-sr-t"
    private static short? ModeOf(ReadOnlySpan<byte> text)
    {
        if (text.Length != 10)
        {
            return null;
        }

        var mode = 0;
        for (var i = 1; i < 10; i++)
        {
            var isSet = text[i] is not ((byte)'-' or (byte)'S' or (byte)'T');
            mode |= isSet ? 1 << (9 - i) : 0;
            // setuid, setgid and the sticky bit take the place of the three x.
            mode |= i % 3 == 0 && text[i] is (byte)'s' or (byte)'S' or (byte)'t' or (byte)'T' ? 1 << (12 - (i / 3)) : 0;
        }

        return (short)mode;
    }
}
