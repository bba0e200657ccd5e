using System.Security.Claims;
using System.Text.Json;
using BorgUi.Contracts.Access;
using BorgUi.Core.Hooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Hooks;

/// <summary>Who may set hooks: they run programs on the machine of the worker, which is more than operators may do.</summary>
internal static class HookAccess
{
    /// <summary>The refusal for one who is no admin and would change what runs, or where; null when nothing is to be refused.</summary>
    public static ProblemHttpResult? Refuse(ClaimsPrincipal user, IReadOnlyList<PlanHook> stored, IReadOnlyList<PlanHook> wanted, bool moves = false) =>
        user.IsInRole(Roles.Admin) ? null
        : !AreSame(stored, wanted) ? Forbidden("Leave hooks out, or send them as they are, to change the rest of the plan.")
        : moves && stored.Count > 0 ? Forbidden("A plan with hooks stays on its site: on another one they would run on another machine.")
        : null;

    private static bool AreSame(IReadOnlyList<PlanHook> stored, IReadOnlyList<PlanHook> wanted) => JsonSerializer.Serialize(stored) == JsonSerializer.Serialize(wanted);

    private static ProblemHttpResult Forbidden(string detail) => TypedResults.Problem(
        statusCode: StatusCodes.Status403Forbidden, title: "Only an admin can set hooks, because they run programs on the worker.", detail: detail);
}
