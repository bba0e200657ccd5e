using BorgUi.Web.Pages.Shared.Parts;

namespace BorgUi.Web.Tests.Parts;

public sealed class CurrentFileTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("short.txt", "", "short.txt")]
    [InlineData("/home/anna/report.docx", "/home/anna", "/report.docx")]
    [InlineData("/a/0123456789012345678901234567890123456789", "/a/01234567", "89012345678901234567890123456789")]
    public void Keeps_the_file_name_in_the_part_that_stays(string path, string head, string tail) =>
        Assert.Equal((head, tail), CurrentFileTagHelper.Split(path));

    [Fact]
    public void Never_splits_a_character_in_two()
    {
        var (head, tail) = CurrentFileTagHelper.Split("/" + string.Concat(Enumerable.Repeat("😀", 20)) + "x");

        Assert.False(char.IsLowSurrogate(tail[0]));
        Assert.False(head.Length > 0 && char.IsHighSurrogate(head[^1]));
    }
}
