namespace BorgUi.Core.Secrets;

/// <summary>Takes a secret out of what the program or server that got it says.</summary>
public sealed class SecretMask(string? secret)
{
    private const string Instead = "***";

    /// <summary>The text without the secret.</summary>
    public string Apply(string text) => secret is null ? text : text.Replace(secret, Instead, StringComparison.Ordinal);

    /// <summary>The same for the beginning of a longer text: it may end within the secret.</summary>
    public string ApplyToBeginning(string text)
    {
        var masked = Apply(text);
        for (var length = Math.Min(secret?.Length - 1 ?? 0, masked.Length); length > 0; length--)
        {
            if (masked.AsSpan().EndsWith(secret.AsSpan(0, length), StringComparison.Ordinal))
            {
                return masked[..^length] + Instead;
            }
        }

        return masked;
    }
}
