using BorgUi.Api.Http;

namespace BorgUi.Api.Archives;

internal static class IndexedArchive
{
    public static ConflictProblem NotYet() => new("The archive is not indexed yet.", "It is indexed in the background; have it done before all others if you need it now.");
}
