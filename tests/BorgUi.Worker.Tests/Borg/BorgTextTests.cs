using System.Text;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>What borg tells as text only.</summary>
public sealed class BorgTextTests
{
    [Theory]
    [InlineData("1.2.4", "compact-after-delete", 605_070L)]
    [InlineData("1.2.4", "compact-info", 809L)]
    [InlineData("1.4.5", "compact-info", 804L)]
    public void Reads_how_much_a_compact_freed(string version, string name, long bytes) =>
        Assert.Equal(bytes, Assert.Single(Messages(new(version, name)).Select(CompactionText.FreedBytes).OfType<long>()));

    private static IEnumerable<LogMessage> Messages(Recording recording) =>
        Encoding.UTF8.GetString(recording.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => BorgEventParser.Parse(Encoding.UTF8.GetBytes(line), out _))
            .OfType<LogMessage>();
}
