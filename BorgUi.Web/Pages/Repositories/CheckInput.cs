using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>Which part of a repository a check reads.</summary>
internal enum CheckPart
{
    All,
    Repository,
    Archives,
}

/// <summary>The form of a check.</summary>
internal sealed class CheckInput
{
    public CheckPart Part { get; set; }

    public bool VerifyData { get; set; }

    /// <summary>In minutes; people do not think in seconds here.</summary>
    public int? MaxDuration { get; set; }

    public CheckRepositoryRequest ToRequest() => new()
    {
        RepositoryOnly = Part == CheckPart.Repository,
        ArchivesOnly = Part == CheckPart.Archives,
        VerifyData = VerifyData,
        MaxDuration = MaxDuration is { } minutes ? (int)Math.Min(minutes * 60L, int.MaxValue) : null,
    };
}

/// <summary>The form and the repository that it is for.</summary>
internal sealed record CheckForm(Guid RepositoryId, CheckInput Input);
