using BorgUi.Core.Retention;

namespace BorgUi.Core.Tests.Retention;

public sealed class FreedSpaceTests
{
    [Fact]
    public void Data_that_never_changed_does_not_come_back_while_an_archive_has_it() =>
        Assert.Equal(0, FreedSpace.Estimate([Gone(1000, 1000), Gone(1000, 0), Kept(1000, 0)]));

    [Fact]
    public void What_was_replaced_each_day_comes_back() =>
        Assert.Equal(200, FreedSpace.Estimate([Gone(1000, 1000), Gone(1000, 100), Kept(1000, 100), Kept(1000, 100)]));

    [Fact]
    public void Between_two_kept_archives_not_more_comes_back_than_was_brought() =>
        Assert.Equal(30, FreedSpace.Estimate([Kept(1000, 1000), Gone(400, 30), Kept(400, 0)]));

    [Fact]
    public void The_newest_give_back_what_they_brought() =>
        Assert.Equal(70, FreedSpace.Estimate([Kept(1000, 1000), Gone(1050, 50), Gone(1070, 20)]));

    [Fact]
    public void Without_the_last_archive_everything_comes_back() =>
        Assert.Equal(1100, FreedSpace.Estimate([Gone(1000, 1000), Gone(1100, 100)]));

    [Fact]
    public void Each_gap_is_counted() =>
        Assert.Equal(100 + 50, FreedSpace.Estimate([Gone(1000, 1000), Kept(1000, 100), Gone(1050, 50), Kept(1000, 0)]));

    [Fact]
    public void An_unknown_size_makes_no_number()
    {
        Assert.Null(FreedSpace.Estimate([Gone(null, 1000), Kept(1000, 0)]));
        Assert.Equal(50, FreedSpace.Estimate([Kept(null, null), Kept(1000, 1000), Gone(1050, 50), Kept(1000, 0)]));
        Assert.Equal(0, FreedSpace.Estimate([]));
    }

    private static SeriesArchive Gone(long? compressed, long? brought) => new(true, compressed, brought);

    private static SeriesArchive Kept(long? compressed, long? brought) => new(false, compressed, brought);
}
