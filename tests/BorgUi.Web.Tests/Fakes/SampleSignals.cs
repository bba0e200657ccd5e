using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Signals;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>What the backups of the busy sample changed: the newest of the first plan is unusual, an older one was and somebody looked.</summary>
internal static class SampleSignals
{
    public static IReadOnlyList<BackupFiguresResponse> Backups(Sample sample, Guid planId)
    {
        var archives = sample.Archives.Where(archive => archive.PlanId == planId).OrderByDescending(archive => archive.StartedAt).ToList();
        return sample.Plans is [var first, ..] && planId == first.Id ? [.. archives.Select((archive, index) => Of(archive, index, index + 1 < archives.Count ? archives[index + 1] : null))] : [];
    }

    public static RepositoryGrowth Growth(RepositoryResponse? repository) => repository is not { DeduplicatedSize: { } size }
        ? new() { Points = [] }
        : new()
        {
            Points = [.. Enumerable.Range(0, 90).Select(day => new GrowthPoint(SampleRecords.Now.AddDays(day - 90), (size / 2) + (size / 180 * (day < 60 ? day : day - 20))))],
            BytesPerDay = size / 180,
            FullAt = repository.FreeBytes is { } free ? SampleRecords.Now.AddDays(free / (size / 180.0)) : null,
        };

    private static BackupFiguresResponse Of(ArchiveResponse archive, int index, ArchiveResponse? before) => new()
    {
        ArchiveId = archive.Id,
        ArchiveName = archive.Name,
        RepositoryId = archive.RepositoryId,
        RepositoryName = archive.RepositoryName,
        StartedAt = archive.StartedAt,
        FileCount = 184_000 - (index == 0 ? 4_200 : 0),
        OriginalSize = archive.OriginalSize ?? 0,
        CompressedSize = archive.CompressedSize ?? 0,
        DeduplicatedSize = archive.DeduplicatedSize ?? 0,
        Changes = before is null ? null : new()
        {
            SinceArchiveId = before.Id,
            AddedFiles = 12 + (index * 7),
            AddedBytes = 4_800_000,
            ChangedFiles = 140 + (index * 31 % 90),
            ChangedBytes = 78_000_000,
            DeletedFiles = index == 0 ? 4_200 : index * 11 % 30,
            DeletedBytes = index == 0 ? 92_000_000_000 : 60_000,
            OtherEndingFiles = 0,
            Folders = index == 0 ? [new("home/anna/Pictures/2019", 0, 0, 3_900), new($"home/{Sample.Hostile}", 3, 20, 280)] : [],
        },
        Signals = index switch
        {
            0 => [new(SignalKind.FilesGone, "4,200 of 184,000 files are gone; usually 0 to 30."), new(SignalKind.DataGone, "It holds 85.7 GiB less than the backup before, which held 570 GiB; usually 0 B to 1.2 GiB less.")],
            3 => [new(SignalKind.ManyChanged, "61,000 of 184,000 files changed; usually 140 to 230.")],
            _ => null,
        },
        LookedAt = index == 3 ? archive.StartedAt.AddHours(5) : null,
        LookedBy = index == 3 ? "anna" : null,
    };
}
