using BorgUi.Core.Secrets;

namespace BorgUi.Worker.Tests.Hooks;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("it is 12345678, yes 12345678", "it is ***, yes ***")]
    [InlineData("nothing", "nothing")]
    public void A_secret_is_taken_out_wherever_it_stands(string said, string shown) => Assert.Equal(shown, new SecretMask("12345678").Apply(said));

    [Theory]
    [InlineData("the end is 123456", "the end is ***")]
    [InlineData("12345678 and 1", "*** and ***")]
    [InlineData("cut elsewhere", "cut elsewhere")]
    public void Of_a_text_that_was_cut_within_the_secret_no_part_of_it_is_left(string said, string shown) =>
        Assert.Equal(shown, new SecretMask("12345678").ApplyToBeginning(said));

    [Fact]
    public void Without_a_secret_nothing_is_taken_out() => Assert.Equal("anything", new SecretMask(null).ApplyToBeginning("anything"));
}
