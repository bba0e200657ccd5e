using BorgUi.Api.Http;
using BorgUi.Api.Plans;

namespace BorgUi.Api.Tests.Plans;

public sealed class CompressionTests
{
    [Theory]
    [InlineData(null, "zstd,3")]
    [InlineData("none", "none")]
    [InlineData("lz4", "lz4")]
    [InlineData("zstd,22", "zstd,22")]
    [InlineData("zlib,0", "zlib,0")]
    [InlineData("auto,lzma,9", "auto,lzma,9")]
    public void Takes_what_borg_takes(string? given, string expected)
    {
        var errors = new FieldErrors();

        Assert.Equal(expected, Compression.Check(errors, given));
        Assert.False(errors.Any);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd,0")]
    [InlineData("zstd,23")]
    [InlineData("zlib,10")]
    [InlineData("lzma,-1")]
    [InlineData("lz4,1")]
    [InlineData("auto,")]
    [InlineData("auto,auto,lz4")]
    [InlineData("zstd,3,4")]
    public void Refuses_the_rest(string given)
    {
        var errors = new FieldErrors();

        Compression.Check(errors, given);

        Assert.True(errors.Has("compression"));
    }
}
