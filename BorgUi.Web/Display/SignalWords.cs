using System.Globalization;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Signals;

namespace BorgUi.Web.Display;

/// <summary>What backups changed, and where a repository is going, in few words.</summary>
internal static class SignalWords
{
    /// <summary>Below this pace it stays as it is.</summary>
    private const long Still = 1 << 20;

    /// <summary><c>3 added, 12 changed, 4,200 deleted</c></summary>
    public static string Of(BackupChanges? changes) => changes is null
        ? "what it changed is not counted"
        : $"{Count(changes.AddedFiles)} added, {Count(changes.ChangedFiles)} changed, {Count(changes.DeletedFiles)} deleted";

    /// <summary>The same of one folder, without what is 0.</summary>
    public static string Of(ChangedFolder folder) => Words.List(
    [
        .. folder.Deleted > 0 ? [$"{Count(folder.Deleted)} deleted"] : Array.Empty<string>(),
        .. folder.Changed > 0 ? [$"{Count(folder.Changed)} changed"] : Array.Empty<string>(),
        .. folder.Added > 0 ? [$"{Count(folder.Added)} added"] : Array.Empty<string>(),
    ]);

    /// <summary>How fast it grows, and when that fills its disk; an extrapolation, and said to be one.</summary>
    public static string Of(RepositoryGrowth growth, RepositoryResponse repository) => growth switch
    {
        { BytesPerDay: null } => "There are too few backups, over too few days, to say how fast it grows.",
        { BytesPerDay: <= -Still } => $"Over the last 8 weeks it has shrunk by about {ByteText.Short(-growth.BytesPerDay.Value)} a day.",
        { BytesPerDay: < Still } => "Over the last 8 weeks it has hardly grown.",
        { FullAt: { } full } => $"{Pace(growth)} At this pace its disk is full on about {full.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, if nothing else fills it.",
        _ when repository.FreeBytes is null => $"{Pace(growth)} How much room its disk has left is not known.",
        _ => $"{Pace(growth)} At this pace its disk lasts for more than five years.",
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Pace(RepositoryGrowth growth) => $"Over the last 8 weeks it has grown by about {ByteText.Short(growth.BytesPerDay!.Value)} a day.";
}
