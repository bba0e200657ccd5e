using System.Globalization;

namespace BorgUi.Benchmarks.Running;

/// <summary>The processes that a host started for BorgUi's own projects, by the name under which they report telemetry.</summary>
internal sealed class ServiceProcesses
{
    private const string NameVariable = "OTEL_SERVICE_NAME=";

    private readonly Dictionary<string, int> _ids;

    private ServiceProcesses(Dictionary<string, int> ids) => _ids = ids;

    public static ServiceProcesses Of(int hostProcessId) => new(
        Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && ParentOf(folder) == hostProcessId)
            .Select(folder => (Name: NameOf(folder), Id: int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)))
            .Where(process => process.Name is not null)
            .ToDictionary(process => process.Name!, process => process.Id));

    /// <summary>The process of that command which the host has started.</summary>
    public static int ChildOf(int hostProcessId, string command) => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && ParentOf(folder) == hostProcessId)
        .Where(folder => Lines($"{folder}/comm").FirstOrDefault() == command)
        .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
        .Single();

    /// <summary>The resident memory of a service in bytes.</summary>
    /// <exception cref="InvalidOperationException">There is no such service, or it does not run any more.</exception>
    public long ResidentBytes(string service) =>
        _ids.TryGetValue(service, out var id) ? ResidentBytesOf(id) : throw new InvalidOperationException($"The service '{service}' does not run.");

    /// <summary>The resident memory of a process in bytes.</summary>
    /// <exception cref="InvalidOperationException">It does not run any more.</exception>
    public static long ResidentBytesOf(int processId) =>
        // VmRSS:     98304 kB
        Lines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
            : throw new InvalidOperationException($"The process {processId} does not run.");

    /// <summary>The processor time of a service, and that of its children which have ended.</summary>
    /// <exception cref="InvalidOperationException">There is no such service, or it does not run any more.</exception>
    public ProcessorTime ProcessorTime(string service) =>
        _ids.TryGetValue(service, out var id) && Running.ProcessorTime.Of(id) is { } time
            ? time
            : throw new InvalidOperationException($"The service '{service}' does not run.");

    private static int? ParentOf(string folder) =>
        // PPid:   4242
        Lines($"{folder}/status").FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal)) is { } line
            ? int.Parse(line["PPid:".Length..].Trim(), CultureInfo.InvariantCulture)
            : null;

    private static string? NameOf(string folder) => Lines($"{folder}/environ").SelectMany(line => line.Split('\0'))
        .FirstOrDefault(variable => variable.StartsWith(NameVariable, StringComparison.Ordinal))?[NameVariable.Length..];

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return [];
        }
    }
}
