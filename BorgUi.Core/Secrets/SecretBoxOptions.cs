namespace BorgUi.Core.Secrets;

/// <summary>Where the master key comes from: <c>BorgUi:SecretKey</c>, or a file named by <c>BorgUi:SecretKeyFile</c>.</summary>
public sealed class SecretBoxOptions
{
    /// <summary>At least 32 characters of randomness.</summary>
    public string? SecretKey { get; set; }

    public string? SecretKeyFile { get; set; }

    /// <summary>Keys that old secrets may still be sealed with; they open, and never seal.</summary>
    public IList<string> PreviousSecretKeys { get; } = [];

    /// <summary>The text of the master key.</summary>
    public string ReadSecretKey() => (SecretKey is { Length: > 0 } key ? key : File.ReadAllText(SecretKeyFile!)).Trim();
}
