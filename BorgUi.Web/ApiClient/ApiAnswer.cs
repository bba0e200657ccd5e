using System.Diagnostics.CodeAnalysis;

namespace BorgUi.Web.ApiClient;

/// <summary>What came of a change: either its result or the problem that a person can do something about.</summary>
internal sealed record ApiAnswer<T>(T? Value, ApiProblem? Problem)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;
}
