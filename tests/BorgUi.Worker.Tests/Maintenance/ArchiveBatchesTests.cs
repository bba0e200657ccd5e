using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;

namespace BorgUi.Worker.Tests.Maintenance;

public sealed class ArchiveBatchesTests
{
    [Fact]
    public void A_batch_stays_below_what_a_command_line_takes()
    {
        var batches = ArchiveBatches.Of(Enumerable.Range(0, 500).Select(number => Archive($"{number:D4}{new string('ü', 500)}"))).ToList();

        Assert.Equal(500, batches.Sum(batch => batch.Count));
        Assert.All(batches, batch => Assert.InRange(batch.Count, 1, 33));
        Assert.Equal(50, ArchiveBatches.Of(Enumerable.Range(0, 120).Select(number => Archive($"{number}"))).First().Count);
    }

    [Fact]
    public void A_name_with_braces_goes_alone() =>
        Assert.Equal(["a b", "{c}", "d}", "e"], ArchiveBatches.Of("a b {c} d} e".Split(' ').Select(Archive)).Select(batch => string.Join(' ', batch.Select(archive => archive.Name))));

    private static BorgArchive Archive(string name) => new(name, name, DateTimeOffset.UnixEpoch, null, null, null, null, null, null, null);
}
