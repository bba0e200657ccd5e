using BorgUi.Contracts.Access;
using Microsoft.AspNetCore.Identity;

namespace BorgUi.Core.Access;

/// <summary>A person who may log in, with exactly one of <see cref="Roles"/>.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>A <see cref="IdentityUser{TKey}.LockoutEnd"/> that never comes: the user is disabled, and so are all tokens.</summary>
    public static readonly DateTimeOffset Disabled = DateTimeOffset.MaxValue;

    public User() => Id = Guid.CreateVersion7();

    public string Role { get; set; } = Roles.Viewer;

    public DateTimeOffset CreatedAt { get; set; }
}
