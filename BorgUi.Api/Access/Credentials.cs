using BorgUi.Api.Http;

namespace BorgUi.Api.Access;

/// <summary>The rules for what a person logs in with.</summary>
internal static class Credentials
{
    public const int MinimumPasswordLength = 12;
    public const int MaximumPasswordLength = 256;
    public const int MaximumUsernameLength = 100;

    public static string Username(FieldErrors errors, string? username) => TextRules.Name(errors, "username", username, MaximumUsernameLength);

    /// <summary>Only the length counts, in characters of any script; what people cannot remember they write down.</summary>
    public static string Password(FieldErrors errors, string? password)
    {
        var given = password ?? "";
        var length = given.EnumerateRunes().Count();
        if (length is < MinimumPasswordLength or > MaximumPasswordLength)
        {
            errors.Add("password", $"The password has {length} characters; give {MinimumPasswordLength} to {MaximumPasswordLength}. Several words with spaces are fine.");
        }
        else if (!TextRules.IsWellFormed(given))
        {
            errors.Add("password", "The password holds a broken character; type it anew.");
        }

        return given;
    }
}
