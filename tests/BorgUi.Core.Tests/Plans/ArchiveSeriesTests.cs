using BorgUi.Core.Plans;

namespace BorgUi.Core.Tests.Plans;

public sealed class ArchiveSeriesTests
{
    [Theory]
    [InlineData("{hostname}-photos-{utcnow:%Y-%m-%dT%H:%M:%S}", "*-photos-*")]
    [InlineData("web-{now}", "web-*")]
    [InlineData("{hostname}{user}-{now}", "*-*")]
    [InlineData("{{literal}}-{now}", "{literal}-*")]
    [InlineData("a*b?[c]-{now}", "a[*]b[?][[]c]-*")]
    public void A_template_becomes_a_glob_of_its_names(string template, string glob) => Assert.Equal(glob, ArchiveSeries.GlobOf(template));
}
