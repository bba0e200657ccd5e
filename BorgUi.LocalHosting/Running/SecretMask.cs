using System.Collections.Immutable;

namespace BorgUi.LocalHosting.Running;

/// <summary>Knows every secret of this run and blots it out of what is shown or written down.</summary>
internal sealed class SecretMask
{
    private const string Blot = "••••••";

    // Blotting out what is shorter would hide ordinary words; secrets of ours are longer.
    private const int ShortestSecret = 6;

    private ImmutableHashSet<string> _secrets = [];

    public void Add(string? secret)
    {
        if (secret is { Length: >= ShortestSecret })
        {
            ImmutableInterlocked.Update(ref _secrets, (secrets, added) => secrets.Add(added).Add(Uri.EscapeDataString(added)), secret);
        }
    }

    public string Apply(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Blot, StringComparison.Ordinal);
        }

        return text;
    }
}
