using BorgUi.Web.Display;

namespace BorgUi.Web.Tests.Display;

public sealed class ByteTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(1024 * 1024 - 1, "1.00 MiB")]
    [InlineData(15_728_640, "15.0 MiB")]
    [InlineData(107_374_182_400, "100 GiB")]
    [InlineData(3_482_993_219_931, "3.17 TiB")]
    [InlineData(long.MaxValue, "8.00 EiB")]
    [InlineData(-2048, "-2.00 KiB")]
    public void Writes_sizes_in_binary_units_with_three_digits(long bytes, string expected) =>
        Assert.Equal(expected, ByteText.Short(bytes));

    [Fact]
    public void Writes_the_exact_bytes_for_the_hover() =>
        Assert.Equal("1,234,567 bytes", ByteText.Exact(1_234_567));
}
