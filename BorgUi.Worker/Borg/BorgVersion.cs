using System.Text.RegularExpressions;

namespace BorgUi.Worker.Borg;

/// <summary>The version of an installed borg, ordered by its three numbers; a pre-release keeps its mark in <see cref="Suffix"/>.</summary>
internal sealed partial record BorgVersion(int Major, int Minor, int Patch, string Suffix = "") : IComparable<BorgVersion>
{
    public static BorgVersion Minimum { get; } = new(1, 2, 0);

    /// <summary>The first version whose data and commands we do not know.</summary>
    public static BorgVersion NotYet { get; } = new(2, 0, 0);

    /// <summary>Says why we cannot work with this version; null when we can.</summary>
    public string? Problem => this switch
    {
        _ when this < Minimum => $"borg {this} is too old: BorgUi needs borg {Minimum.Major}.{Minimum.Minor} or newer.",
        _ when this >= NotYet => $"borg {this} is not supported: BorgUi works with borg 1.2 and 1.4.",
        _ => null,
    };

    /// <summary>Before 1.2.5 a renamed or recreated archive is rejected by later versions.</summary>
    public bool CanRenameArchives => this >= new BorgVersion(1, 2, 5);

    public static bool operator <(BorgVersion left, BorgVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(BorgVersion left, BorgVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(BorgVersion left, BorgVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BorgVersion left, BorgVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads what <c>borg --version</c> prints; null when that is something else.</summary>
    public static BorgVersion? Parse(string text)
    {
        // "borg 1.2.4", "borg 2.0.0b5", "borg 1.4.5.dev1+g0123abc"
        var match = Pattern().Match(text.Trim());
        return match.Success
            && int.TryParse(match.Groups["major"].ValueSpan, out var major)
            && int.TryParse(match.Groups["minor"].ValueSpan, out var minor)
            && int.TryParse(match.Groups["patch"].ValueSpan, out var patch)
            ? new(major, minor, patch, match.Groups["suffix"].Value)
            : null;
    }

    public int CompareTo(BorgVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => FormattableString.Invariant($"{Major}.{Minor}.{Patch}{Suffix}");

    [GeneratedRegex(@"^borg\S* (?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)(?<suffix>\S*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>What a machine has for a borg.</summary>
/// <param name="Path">Where it is; null when there is none.</param>
/// <param name="Version">Null when it could not be asked.</param>
/// <param name="Problem">A sentence for people, when this borg cannot be used.</param>
internal sealed record BorgInstallation(string? Path, BorgVersion? Version, string? Problem);
