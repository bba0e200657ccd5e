using BorgUi.Contracts.Access;
using Microsoft.AspNetCore.Authorization;

namespace BorgUi.Api.Access;

/// <summary>The authorization policies, named after the least role that they let pass. Every endpoint names one.</summary>
internal static class Policies
{
    public const string Admin = Roles.Admin;
    public const string Operator = Roles.Operator;
    public const string Viewer = Roles.Viewer;

    /// <summary>An operator, or whoever has a link that one made.</summary>
    public const string OperatorOrLink = "operator-or-link";

    public static void AddPolicies(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(Admin, policy => policy.RequireRole(Roles.Admin))
        .AddPolicy(Operator, policy => policy.RequireRole(Roles.Admin, Roles.Operator))
        .AddPolicy(Viewer, policy => policy.RequireRole(Roles.Admin, Roles.Operator, Roles.Viewer))
        .AddPolicy(OperatorOrLink, policy => policy
            .AddAuthenticationSchemes(BearerAuthentication.SchemeName, LinkAuthentication.SchemeName).RequireRole(Roles.Admin, Roles.Operator))
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(HasNothingToGuard).Build());

    /// <summary>
    /// An endpoint that forgot its policy is closed to everybody. What is no endpoint of ours (unknown address, wrong method)
    /// goes on to its 404 or 405.
    /// </summary>
    private static bool HasNothingToGuard(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;
}
