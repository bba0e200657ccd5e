using BorgUi.Core.Archives;

namespace BorgUi.Core.Tests.Archives;

public sealed class ArchiveNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a::b")]
    [InlineData("a\nb")]
    public void Refuses_what_borg_cannot_store(string name)
    {
        Assert.NotNull(ArchiveName.ProblemOf(name));
        Assert.NotNull(ArchiveName.ProblemOfTemplate(name));
    }

    [Fact]
    public void Counts_the_length_of_a_name_in_bytes()
    {
        Assert.Null(ArchiveName.ProblemOf(new string('x', ArchiveName.MaximumBytes)));
        Assert.NotNull(ArchiveName.ProblemOf(new string('x', ArchiveName.MaximumBytes + 1)));
        Assert.NotNull(ArchiveName.ProblemOf(new string('é', 200)));
    }

    [Theory]
    [InlineData("documents-{hostname}-{user}-{now:%Y-%m-%dT%H:%M:%S}", true)]
    [InlineData("{fqdn}-{user}", true)]
    [InlineData("{{literally}}", true)]
    [InlineData("{{{hostname}}}{hostname}{hostname}", true)]
    [InlineData("{{hostname}}{{hostname}}{{hostname}}{{hostname}}", true)]
    [InlineData("{hostname}/{now}", false)]
    [InlineData("{hostname}{hostname}{hostname}{hostname}", false)]
    public void Leaves_room_for_what_borg_puts_into_a_template(string template, bool fits) =>
        Assert.Equal(fits, ArchiveName.ProblemOfTemplate(template) is null);

    [Fact]
    public void A_doubled_brace_costs_one_byte()
    {
        Assert.Null(ArchiveName.ProblemOfTemplate(string.Concat(Enumerable.Repeat("{{", ArchiveName.MaximumBytes))));
        Assert.NotNull(ArchiveName.ProblemOfTemplate(string.Concat(Enumerable.Repeat("{{", ArchiveName.MaximumBytes + 1))));
    }
}
