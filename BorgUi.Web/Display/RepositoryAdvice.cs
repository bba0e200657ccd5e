using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Display;

/// <summary>What to do about the state of a repository.</summary>
internal static class RepositoryAdvice
{
    public static string For(RepositoryResponse repository) => repository.State switch
    {
        RepositoryState.Unreachable =>
            $"See that {Place(repository)} is switched on and reachable from the site {repository.Site}, then try again. Its data is not touched.",
        RepositoryState.Error =>
            "Check location, passphrase and keys under “Change access”, then try again. Its newest job has borg's own words.",
        _ => "",
    };

    public static string RecoveryKit(RecoveryKitState kit) => kit switch
    {
        RecoveryKitState.Fetched => "fetched",
        RecoveryKitState.RiskAccepted => "not fetched, the risk was accepted",
        _ => "not fetched yet",
    };

    public static string WhyRecoveryKit(bool mayFetch) =>
        $"Without passphrase and key nobody can read the backups, not even with borg. {(mayFetch ? "Print the kit, or keep it as a file, away from here." : "An administrator can fetch it.")}";

    /// <summary>Who has the key of a repository that was never exported.</summary>
    public static string WhereTheKeyIs(string? encryption) => encryption?.StartsWith("keyfile", StringComparison.Ordinal) == true
        ? "Only BorgUi, and who else uses the repository, has it."
        : "The repository itself has the only copy.";

    private static string Place(RepositoryResponse repository) =>
        Uri.TryCreate(repository.Location, UriKind.Absolute, out var address) && address.Scheme == "ssh" ? address.Host : "the place";
}
