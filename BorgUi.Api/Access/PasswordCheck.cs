using BorgUi.Core.Access;
using Microsoft.AspNetCore.Identity;

namespace BorgUi.Api.Access;

/// <summary>Checks a password with the same work whether the user exists, is locked or neither, so that the time tells nothing.</summary>
internal sealed class PasswordCheck(UserManager<User> users, IPasswordHasher<User> hasher, UnknownUserHash unknownUser)
{
    /// <summary>The user, if the password is right and the user neither locked nor disabled.</summary>
    public async Task<User?> FindAsync(string username, string password)
    {
        if (await users.FindByNameAsync(username) is not { } user)
        {
            hasher.VerifyHashedPassword(new(), unknownUser.Hash, password);
            return null;
        }

        var isRight = await users.CheckPasswordAsync(user, password);
        if (await users.IsLockedOutAsync(user))
        {
            return null;
        }

        if (!isRight)
        {
            await users.AccessFailedAsync(user);
            return null;
        }

        if (user.AccessFailedCount > 0)
        {
            await users.ResetAccessFailedCountAsync(user);
        }

        return user;
    }
}

/// <summary>The hash of a password that nobody has, made once as costly as real ones.</summary>
internal sealed class UnknownUserHash(IPasswordHasher<User> hasher)
{
    public string Hash { get; } = hasher.HashPassword(new(), Guid.NewGuid().ToString());
}
