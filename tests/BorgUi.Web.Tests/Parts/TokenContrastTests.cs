using System.Globalization;
using System.Text.RegularExpressions;

namespace BorgUi.Web.Tests.Parts;

/// <summary>WCAG 2.2 AA: 4.5:1 for text, 3:1 for what one must see to use a control; in both themes, on every ground.</summary>
public sealed partial class TokenContrastTests
{
    private static readonly string[] Grounds = ["ground", "surface", "surface-sunken", "surface-raised", "surface-hover"];
    private static readonly string[] States = ["pending", "running", "warning", "completed", "failed", "interrupted"];
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Read();

    public static TheoryData<string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, double>();
        foreach (var ground in Grounds)
        {
            foreach (var ink in (string[])["text", "text-muted", "text-faint", "accent"])
            {
                pairs.Add(ink, ground, 4.5);
            }

            pairs.Add("focus", ground, 3);
        }

        foreach (var state in States)
        {
            pairs.Add($"{state}-text", $"{state}-soft", 4.5);
            pairs.Add($"{state}-text", "surface", 4.5);
            pairs.Add($"{state}-text", "ground", 4.5);
            pairs.Add("text", $"{state}-soft", 4.5);
        }

        pairs.Add("line-strong", "surface", 3);
        pairs.Add("on-primary", "primary", 4.5);
        pairs.Add("on-primary", "primary-hover", 4.5);
        pairs.Add("accent", "accent-soft", 4.5);
        pairs.Add("rail-text", "rail", 4.5);
        pairs.Add("rail-text", "rail-hover", 4.5);
        pairs.Add("rail-current-text", "rail-current", 4.5);
        pairs.Add("code-text", "code-ground", 4.5);
        pairs.Add("text-faint", "code-ground", 4.5);
        pairs.Add("text", "mark", 4.5);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Reaches_the_contrast_in_both_themes(string ink, string ground, double least)
    {
        var light = Contrast(Tokens[ink].Light, Tokens[ground].Light);
        var dark = Contrast(Tokens[ink].Dark, Tokens[ground].Dark);

        Assert.True(light >= least, $"light: {ink} on {ground} is {light:0.00}");
        Assert.True(dark >= least, $"dark: {ink} on {ground} is {dark:0.00}");
    }

    [Fact]
    public void No_stylesheet_but_the_tokens_names_a_colour()
    {
        var offenders = Directory.EnumerateFiles(Path.Combine(WebProject.Root, "css"), "*.css", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "tokens.css" && Colour().IsMatch(File.ReadAllText(file)));

        Assert.Empty(offenders);
    }

    private static Dictionary<string, (string Light, string Dark)> Read()
    {
        var css = File.ReadAllText(Path.Combine(WebProject.Root, "css", "tokens.css"));
        var tokens = new Dictionary<string, (string, string)>();
        foreach (Match match in Token().Matches(css))
        {
            var light = match.Groups["light"].Value;
            var dark = match.Groups["dark"].Success ? match.Groups["dark"].Value : light;
            tokens[match.Groups["name"].Value] = (light, dark);
        }

        return tokens;
    }

    private static double Contrast(string first, string second)
    {
        var (one, two) = (Luminance(first), Luminance(second));
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }

    [GeneratedRegex(@"--(?<name>[a-z-]+):\s*(light-dark\()?#(?<light>[0-9a-f]{6})(,\s*#(?<dark>[0-9a-f]{6})\))?;")]
    private static partial Regex Token();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(")]
    private static partial Regex Colour();
}
