using BorgUi.Core.Retention;

namespace BorgUi.Core.Tests.Retention;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("*", "anything at all", true)]
    [InlineData("web-*", "web-1", true)]
    [InlineData("web-*", "my web-1", false)]
    [InlineData("web-?", "web-12", false)]
    [InlineData("web-[0-9]", "web-7", true)]
    [InlineData("web-[!0-9]", "web-7", false)]
    [InlineData("a[*]b", "a*b", true)]
    [InlineData("a[*]b", "axb", false)]
    [InlineData("[]x]", "]", true)]
    [InlineData("[^x]", "^", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("a.(b)+{c}", "a.(b)+{c}", true)]
    [InlineData(@"[\d]", "5", false)]
    public void Matches_as_borg_does(string pattern, string name, bool matches) => Assert.Equal(matches, new NamePattern(pattern).Matches(name));

    [Theory]
    [InlineData("web-*", true)]
    [InlineData("[z-a]", false)]
    public void A_range_that_runs_backwards_is_no_pattern(string pattern, bool valid) => Assert.Equal(valid, NamePattern.IsValid(pattern));
}
