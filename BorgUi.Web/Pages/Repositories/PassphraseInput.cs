using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>The form of a new passphrase, which is typed twice.</summary>
internal sealed class PassphraseInput
{
    public string? NewPassphrase { get; set; }

    public string? Again { get; set; }

    public ChangePassphraseRequest ToRequest() => new() { NewPassphrase = NewPassphrase };
}

/// <summary>The form and the repository that it is for.</summary>
internal sealed record PassphraseForm(Guid RepositoryId, PassphraseInput Input);
