using BorgUi.LocalHosting.Running;

namespace BorgUi.LocalHosting.Tests.Output;

public sealed class SecretMaskTests
{
    [Fact]
    public void Blots_out_secrets_also_where_they_are_escaped_for_an_address()
    {
        var mask = new SecretMask();
        mask.Add("hunter/2 secret");

        Assert.Equal("password=••••••, redis://:••••••@localhost", mask.Apply("password=hunter/2 secret, redis://:hunter%2F2%20secret@localhost"));
    }

    [Fact]
    public void Leaves_text_alone_when_a_secret_is_too_short_to_be_told_from_a_word()
    {
        var mask = new SecretMask();
        mask.Add("a");

        Assert.Equal("a cat", mask.Apply("a cat"));
    }
}
