using BorgUi.Contracts.Signals;
using BorgUi.Core.Signals;

namespace BorgUi.Core.Tests.Signals;

public sealed class SignalJudgeTests
{
    private const long Mebi = 1L << 20;

    private static readonly Guid Plan = Guid.NewGuid();

    [Fact]
    public void Of_a_backup_as_usual_nothing_is_said()
    {
        var story = Ordinary(10);

        Assert.Null(Next(story, files: 9_980, added: 9 * Mebi, Changes(deleted: 31, changed: 300, added: 11)).Signals);
    }

    [Fact]
    public void Nothing_is_said_before_it_is_known_what_is_usual()
    {
        Assert.Null(Next(Ordinary(SignalJudge.LeastHistory - 1), files: 1).Signals);
        Assert.NotNull(Next(Ordinary(SignalJudge.LeastHistory), files: 1).Signals);
    }

    [Fact]
    public void The_reason_says_what_is_usual()
    {
        var story = Ordinary(10);

        var signal = Assert.Single(Next(story, changes: Changes(deleted: 4_200)).Signals!);

        Assert.Equal(new(SignalKind.FilesGone, "4,200 of 10,000 files are gone; usually 0 to 30."), signal);
    }

    [Fact]
    public void Before_the_archive_is_indexed_fewer_files_tell_of_those_that_are_gone() =>
        Assert.Equal("4,000 of 10,000 files are gone; usually 0 to 30.", Assert.Single(Next(Ordinary(10), files: 6_000).Signals!).Words);

    [Theory]
    [InlineData(SignalKind.DataGone, 10_000, 400, 200, 5)]
    [InlineData(SignalKind.MuchNewData, 10_000, 1000, 500, 400)]
    [InlineData(SignalKind.CompressesWorse, 10_000, 1000, 950, 5)]
    public void A_jump_of_the_sizes_is_told(SignalKind kind, long files, long original, long compressed, long added) =>
        Assert.Equal(kind, Assert.Single(Next(Ordinary(10), files, added * Mebi, original: original * Mebi, compressed: compressed * Mebi).Signals!).Kind);

    [Fact]
    public void Files_that_were_encrypted_under_other_names_are_told_in_every_way()
    {
        var encrypted = Next(Ordinary(10), added: 990 * Mebi, compressed: 995 * Mebi,
            changes: Changes(deleted: 9_000, added: 9_000) with { OtherEndingFiles = 8_900, NewEndings = [".locked", ".txt"] });

        Assert.Equal([SignalKind.FilesGone, SignalKind.OtherEndings, SignalKind.MuchNewData, SignalKind.CompressesWorse], encrypted.Signals!.Select(signal => signal.Kind));
        Assert.Equal("8,900 files have another ending now, most of them .locked; usually 0.", encrypted.Signals![1].Words);
    }

    [Fact]
    public void A_jump_is_told_once_and_not_again_of_the_backups_after_it()
    {
        var story = Ordinary(10);
        story.Add(Next(story, files: 3_000, original: 300 * Mebi, compressed: 150 * Mebi));

        Assert.NotNull(story[^1].Signals);
        Assert.Null(Next(story, files: 2_990, original: 299 * Mebi, compressed: 149 * Mebi).Signals);
    }

    [Fact]
    public void What_nobody_looked_at_makes_the_next_jump_no_more_usual_but_what_was_let_be_does()
    {
        var story = Ordinary(10);
        story.Add(Next(story, changes: Changes(deleted: 4_000)));
        Assert.NotNull(Next(story, changes: Changes(deleted: 4_100)).Signals);

        (story[^1].LookedAt, story[^1].LookedBy) = (DateTimeOffset.UnixEpoch, "anna");
        Assert.Null(Next(story, changes: Changes(deleted: 4_100)).Signals);
        Assert.NotNull(Next(story, changes: Changes(deleted: 8_000)).Signals);
    }

    [Fact]
    public void Where_much_has_always_changed_much_may_change()
    {
        List<BackupFigures> story = [Backup(0)];
        for (var day = 1; day < 12; day++)
        {
            story.Add(Next(story, changes: Changes(changed: day % 2 == 0 ? 500 : 6_000)));
        }

        Assert.Null(Next(story, changes: Changes(changed: 6_500)).Signals);
    }

    [Fact]
    public void A_small_folder_may_change_as_it_likes()
    {
        List<BackupFigures> story = [.. Enumerable.Range(0, 10).Select(day => Backup(day, files: 12, original: Mebi, compressed: Mebi / 2, added: 10))];

        Assert.Null(Next(story, files: 2, added: 900, original: 1000, compressed: 1000, changes: Changes(deleted: 10, changed: 2)).Signals);
    }

    [Fact]
    public void What_the_index_adds_is_said_in_its_words_and_a_new_kind_wants_to_be_looked_at_anew()
    {
        var story = Ordinary(10);
        var backup = Next(story, files: 6_000);
        (backup.LookedAt, backup.LookedBy) = (DateTimeOffset.UnixEpoch, "anna");

        backup.Changes = Changes(deleted: 4_500, added: 500);
        backup.Judge([.. story.AsEnumerable().Reverse()]);
        Assert.StartsWith("4,500 of", Assert.Single(backup.Signals!).Words, StringComparison.Ordinal);
        Assert.NotNull(backup.LookedAt);

        backup.Changes = Changes(deleted: 4_500, changed: 5_000);
        backup.Judge([.. story.AsEnumerable().Reverse()]);
        Assert.Equal((2, null, null), (backup.Signals!.Count, backup.LookedAt, backup.LookedBy));
    }

    /// <summary>Backups of so many days on which little happened.</summary>
    private static List<BackupFigures> Ordinary(int days) =>
        [.. Enumerable.Range(0, days).Select(day => Backup(day, added: (4 + (day % 3)) * Mebi, changes: day == 0 ? null : Changes(deleted: day % 4 * 10, changed: 100 + (day % 5), added: 10)))];

    /// <summary>The backup after these, judged.</summary>
    private static BackupFigures Next(
        List<BackupFigures> story, long files = 10_000, long added = 5 * Mebi, BackupChanges? changes = null, long original = 1000 * Mebi, long compressed = 500 * Mebi)
    {
        var backup = Backup(story.Count, files, added, changes, original, compressed);
        backup.Judge([.. story.AsEnumerable().Reverse()]);
        return backup;
    }

    private static BackupFigures Backup(
        int day, long files = 10_000, long added = 5 * Mebi, BackupChanges? changes = null, long original = 1000 * Mebi, long compressed = 500 * Mebi) => new()
    {
        ArchiveId = Guid.CreateVersion7(),
        RepositoryId = Plan,
        PlanId = Plan,
        StartedAt = DateTimeOffset.UnixEpoch.AddDays(day),
        FileCount = files,
        OriginalSizeBytes = original,
        CompressedSizeBytes = compressed,
        DeduplicatedSizeBytes = added,
        Changes = changes,
    };

    private static BackupChanges Changes(long deleted = 0, long changed = 0, long added = 0) => new()
    {
        SinceArchiveId = Plan,
        AddedFiles = added,
        AddedBytes = 0,
        ChangedFiles = changed,
        ChangedBytes = 0,
        DeletedFiles = deleted,
        DeletedBytes = 0,
        OtherEndingFiles = 0,
    };
}
