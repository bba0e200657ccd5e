using System.Text;
using BorgUi.Contracts.Archives;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Archives;

public sealed class FolderListingTests
{
    [Fact]
    public void The_first_thousand_stay_in_order_however_many_come()
    {
        var listing = new FolderListing("big");
        Add(listing, 'd', "big");
        foreach (var i in Enumerable.Range(0, 3000).Select(i => i * 1009 % 3000))
        {
            Add(listing, '-', $"big/{i:D4}", size: 1);
        }

        Add(listing, 'd', "big/zzz");
        Add(listing, '-', "big/zzz/below", size: 5);

        var folder = listing.Result!;
        Assert.Equal((3001L, 3001L, 3005L), (folder.Total, folder.Folder!.FileCount, folder.Folder.Size));
        Assert.Equal(["zzz", .. Enumerable.Range(0, 999).Select(i => $"{i:D4}")], folder.Items.Select(entry => entry.Name));
        Assert.Equal((EntryType.Folder, 5L, 1L), (folder.Items[0].Type, folder.Items[0].Size, folder.Items[0].FileCount));
    }

    [Fact]
    public void Folders_that_the_archive_only_implies_are_counted_once()
    {
        var listing = new FolderListing("");
        Add(listing, 'd', "srv/data");
        Add(listing, '-', "srv/data/a", size: 2);
        Add(listing, '-', "etc/hosts", size: 3);
        Add(listing, 'd', "srv/more");

        var folder = listing.Result!;
        Assert.Equal((2L, null), (folder.Total, folder.Folder));
        Assert.Equal([("etc", 3L, 1L), ("srv", 2L, 1L)], folder.Items.Select(entry => (entry.Name, entry.Size!.Value, entry.FileCount!.Value)));
        Assert.All(folder.Items, entry => Assert.Null(entry.Mtime));
    }

    [Fact]
    public void A_name_that_may_be_no_text_says_so()
    {
        var listing = new FolderListing("");
        Add(listing, '-', "bad-?");

        Assert.False(Assert.Single(listing.Result!.Items).ExactName);
    }

    private static void Add(FolderListing listing, char type, string path, long size = 0) => listing.Observe(new OutputLine(
        Encoding.UTF8.GetBytes($$"""{"type": "{{type}}", "mode": "{{type}}rw-r--r--", "path": "{{path}}", "linktarget": "", "mtime": "2026-11-22T01:12:49.364265", "size": {{size}}}"""),
        Cut: false));
}
