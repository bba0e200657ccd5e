using BorgUi.Contracts.Archives;

namespace BorgUi.Web.Pages.Archives;

/// <summary>The form of another name.</summary>
internal sealed class RenameInput
{
    public string? Name { get; set; }

    public RenameArchiveRequest ToRequest() => new() { Name = Name };
}

/// <summary>The form and the archive that it is for.</summary>
internal sealed record RenameForm(Guid ArchiveId, RenameInput Input);
