using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>What the API says of a prune that keeps the newest so many archives; other rules keep none here.</summary>
internal static class SamplePreview
{
    public static IResult Of(PrunePreviewRequest request, IReadOnlyList<ArchiveResponse> archives) => request.Rules?.KeepWithin == "0d"
        ? Results.ValidationProblem(new Dictionary<string, string[]> { ["rules.keep_within"] = ["Give a number above 0 with H, d, w, m or y behind it: 24H, 7d, 4w, 6m, 1y."] })
        : Results.Ok(new PrunePreview
        {
            ListedAt = SampleRecords.Now.AddHours(-2),
            EvaluatedAt = SampleRecords.Now,
            Outcome = Outcome(request.Rules!, archives.Count),
            Against = request.Against is { } other ? Outcome(other, archives.Count) : null,
            Archives = [.. archives.Select((archive, index) => Archive(archive, index, Kept(request.Rules!), request.Against is { } other ? Kept(other) : null))],
        });

    private static int Kept(KeepRules rules) => rules.KeepLast ?? rules.KeepDaily * 2 ?? 0;

    private static PruneOutcome Outcome(KeepRules rules, int total)
    {
        var kept = Math.Min(Kept(rules), total);
        return new()
        {
            Rules = rules with { TimeZone = rules.TimeZone ?? KeepRules.DefaultTimeZone },
            KeptCount = kept,
            PrunedCount = total - kept,
            FreedBytes = 1_318_382_080L * (total - kept),
            Risk = kept == 0 ? PruneRisk.KeepsNothing : kept * 2 < total ? PruneRisk.DeletesMost : null,
        };
    }

    private static PreviewedArchive Archive(ArchiveResponse archive, int index, int kept, int? other) => new()
    {
        ArchiveId = archive.Id,
        Name = archive.Name,
        BorgId = archive.BorgId,
        StartedAt = archive.StartedAt,
        PlanId = archive.PlanId,
        PlanName = archive.PlanName,
        Pinned = archive.Pinned,
        DeduplicatedSize = archive.DeduplicatedSize,
        Verdict = index < kept ? PruneVerdict.Keep : PruneVerdict.Delete,
        Reason = index < kept ? $"secondly #{index + 1}" : null,
        AgainstVerdict = other is null ? null : index < other ? PruneVerdict.Keep : PruneVerdict.Delete,
        AgainstReason = index < other ? $"secondly #{index + 1}" : null,
    };
}
