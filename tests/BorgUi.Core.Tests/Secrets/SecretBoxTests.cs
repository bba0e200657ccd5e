using System.Security.Cryptography;
using System.Text;
using BorgUi.Core.Secrets;

namespace BorgUi.Core.Tests.Secrets;

public sealed class SecretBoxTests
{
    private const string Key = "a master key of more than thirty-two characters";
    private const string OtherKey = "another master key of more than thirty-two characters";

    [Theory]
    [InlineData("")]
    [InlineData("correct horse")]
    [InlineData("päßwörd 😀\n")]
    public void Opens_what_it_sealed(string secret)
    {
        var box = new SecretBox(Key);

        Assert.Equal(secret, box.Open(box.Seal(secret, "purpose"), "purpose"));
    }

    [Fact]
    public void A_seal_shows_nothing_of_the_secret_and_is_never_the_same_twice()
    {
        var box = new SecretBox(Key);
        var (one, two) = (box.Seal("correct horse", "purpose"), box.Seal("correct horse", "purpose"));

        Assert.NotEqual(one, two);
        Assert.DoesNotContain("horse", Encoding.Latin1.GetString(one));
    }

    [Fact]
    public void A_seal_opens_only_for_its_purpose()
    {
        var box = new SecretBox(Key);
        var seal = box.Seal("secret", "repository/1/passphrase");

        Assert.ThrowsAny<CryptographicException>(() => box.Open(seal, "repository/2/passphrase"));
    }

    [Fact]
    public void A_changed_seal_does_not_open()
    {
        var box = new SecretBox(Key);
        var seal = box.Seal("secret", "purpose");
        for (var i = 0; i < seal.Length; i++)
        {
            var changed = (byte[])seal.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => box.Open(changed, "purpose"));
        }

        Assert.ThrowsAny<CryptographicException>(() => box.Open([], "purpose"));
    }

    [Fact]
    public void Another_master_key_is_said_plainly_and_a_previous_one_still_opens()
    {
        var seal = new SecretBox(Key).Seal("secret", "purpose");

        Assert.Contains("another master key", Assert.Throws<CryptographicException>(() => new SecretBox(OtherKey).Open(seal, "purpose")).Message);
        Assert.Equal("secret", new SecretBox(OtherKey, Key).Open(seal, "purpose"));
    }

    [Fact]
    public void A_short_master_key_is_refused_without_showing_it()
    {
        var error = Assert.Throws<ArgumentException>(() => new SecretBox("too-short"));

        Assert.Contains("at least 32", error.Message);
        Assert.DoesNotContain("too-short", error.Message);
    }
}
