using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Tests.Pages;

public sealed class FormTextTests
{
    [Theory]
    [InlineData("/home")]
    [InlineData("/srv/two\nlines")]
    [InlineData("/srv/return\r and tab\t")]
    [InlineData("\"quoted\"")]
    [InlineData("\"half quoted")]
    [InlineData("/srv/\"quoted\"")]
    [InlineData("/srv/back\\slash \\n")]
    [InlineData(" /begins and ends with a blank ")]
    [InlineData("   ")]
    [InlineData("re:\\.log$")]
    [InlineData("/srv/<b>&amp; größer 漢 😀")]
    public void An_item_is_read_back_as_it_was_written(string item)
    {
        string[] items = ["/first", item, "/last"];

        Assert.Equal(items, FormText.List(FormText.Of(items).ReplaceLineEndings("\r\n")));
    }

    [Theory]
    [InlineData("/a\r\n\r\n/b\n", "/a", "/b")]
    [InlineData("\"/srv/two\\nlines\"", "/srv/two\nlines")]
    [InlineData("\"\"", "")]
    [InlineData("\"no \"json\" this\"", "\"no \"json\" this\"")]
    [InlineData("\"", "\"")]
    public void Each_line_is_an_item(string text, params string[] items) => Assert.Equal(items, FormText.List(text));
}
