using System.Globalization;
using BorgUi.Processes;

namespace BorgUi.Testing;

/// <summary>The children of processes, as the kernel knows them.</summary>
public static class ProcessTree
{
    /// <summary>All processes below this one that still run.</summary>
    public static IReadOnlyList<ProcessIdentity> DescendantsOf(int processId) =>
        [.. ChildrenOf(processId).SelectMany(child => DescendantsOf(child.Id).Prepend(child))];

    /// <summary>The name of the program, at most 15 characters; empty when it has ended.</summary>
    public static string NameOf(ProcessIdentity process) => Read($"/proc/{process.Id}/comm").TrimEnd();

    private static IEnumerable<ProcessIdentity> ChildrenOf(int processId)
    {
        var tasks = $"/proc/{processId}/task";
        return !Directory.Exists(tasks) ? [] : Directory.GetDirectories(tasks)
            .SelectMany(task => Read(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => ProcessIdentity.Of(int.Parse(child, CultureInfo.InvariantCulture)))
            .OfType<ProcessIdentity>();
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // It ended while we looked.
            return "";
        }
    }
}
