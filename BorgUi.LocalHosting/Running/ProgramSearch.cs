using BorgUi.Processes;

namespace BorgUi.LocalHosting.Running;

/// <summary>Where the servers' programs are looked for.</summary>
/// <param name="OnlyIn">Folders that somebody chose; null for PATH and then the usual ones.</param>
internal sealed record ProgramSearch(IReadOnlyList<string>? OnlyIn = null)
{
    public string? TryFind(string name, params IEnumerable<string> usualFolders) => OnlyIn is null
        ? ExecutablePath.TryFind(name, usualFolders)
        : OnlyIn.Select(folder => ExecutablePath.TryFind(Path.Combine(folder, name))).FirstOrDefault(path => path is not null);
}
