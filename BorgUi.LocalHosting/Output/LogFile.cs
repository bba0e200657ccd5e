using System.Globalization;
using System.Text;

namespace BorgUi.LocalHosting.Output;

/// <summary>A log on disk that never grows over its share: <c>api.log</c>, and older ones as <c>api.1.log</c> and on.</summary>
internal sealed class LogFile(string folder, string name, long longestBytes, int keptFiles) : IDisposable
{
    private FileStream? _file;

    public void Write(DateTimeOffset at, string line)
    {
        _file ??= Open();
        if (_file.Length > longestBytes)
        {
            _file.Dispose();
            Rotate();
            _file = Open();
        }

        _file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {line}\n")));
        _file.Flush();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream Open() => new(PathOf(0), new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    private void Rotate()
    {
        for (var age = keptFiles - 1; age >= 0; age--)
        {
            if (File.Exists(PathOf(age)))
            {
                File.Move(PathOf(age), PathOf(age + 1), overwrite: true);
            }
        }
    }

    private string PathOf(int age) =>
        Path.Combine(folder, age == 0 ? $"{name}.log" : string.Create(CultureInfo.InvariantCulture, $"{name}.{age}.log"));
}
