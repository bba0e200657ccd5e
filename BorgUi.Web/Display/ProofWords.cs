using BorgUi.Contracts.Proofs;

namespace BorgUi.Web.Display;

/// <summary>What was proven, in few words.</summary>
internal static class ProofWords
{
    public static string Of(ProofKind kind) => kind switch
    {
        ProofKind.RestoreDrill => "files came back in a drill",
        ProofKind.Data => "all data, decrypted",
        ProofKind.Archives => "the archives find their pieces",
        ProofKind.Repository => "all stored segments",
        ProofKind.RepositoryPart => "a part of the segments",
        _ => kind.ToString(),
    };
}
