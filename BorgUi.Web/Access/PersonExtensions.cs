using System.Security.Claims;
using BorgUi.Contracts.Access;

namespace BorgUi.Web.Access;

/// <summary>What the role lets a person do; the API decides, the pages only hide what it would refuse.</summary>
internal static class PersonExtensions
{
    /// <summary>May run backups and change repositories and plans.</summary>
    public static bool MayOperate(this ClaimsPrincipal person) => person.IsInRole(Roles.Admin) || person.IsInRole(Roles.Operator);

    public static bool MayAdminister(this ClaimsPrincipal person) => person.IsInRole(Roles.Admin);
}
