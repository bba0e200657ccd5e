using System.Security.Cryptography;

namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>Where the value of a parameter comes from when nobody gave one.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>A random value of letters, digits and, unless told otherwise, punctuation.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Punctuation = "-_.{}~()*+!";
    private const int ShortestLength = 22;

    public int MinLength { get; set; }

    public bool Special { get; set; } = true;

    public override string GetDefaultValue() =>
        RandomNumberGenerator.GetString(Special ? LettersAndDigits + Punctuation : LettersAndDigits, Math.Max(MinLength, ShortestLength));
}
