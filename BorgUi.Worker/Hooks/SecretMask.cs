namespace BorgUi.Worker.Hooks;

/// <summary>Takes a hook's secret out of what the hook says.</summary>
internal sealed class SecretMask(string? secret)
{
    private const string Instead = "***";

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
