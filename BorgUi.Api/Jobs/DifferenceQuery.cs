using System.ComponentModel;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>Which of the differences that a job found are asked for.</summary>
internal sealed record DifferenceQuery(
    [property: FromQuery(Name = "change"), Description("added, removed, changed or uncompared; all when left out.")] string? Change,
    [property: FromQuery(Name = "search"), Description("A part of the path, in any case.")] string? Search)
{
    private const int MaximumSearch = 4096;

    /// <summary>What a line must have; null when every line will do.</summary>
    public Func<DifferenceLine, bool>? Filter => string.IsNullOrEmpty(Search) ? null : line => line.Path.Contains(Search, StringComparison.OrdinalIgnoreCase);

    /// <summary>The only change that is meant; null for all.</summary>
    public DifferenceChange? Check(FieldErrors errors)
    {
        if (Search is { Length: > MaximumSearch })
        {
            errors.Add("search", $"Give at most {MaximumSearch} characters; no path is longer.");
        }

        return EnumWords<DifferenceChange>.Parse(errors, "change", Change is null ? null : [Change]) is [var only] ? only : null;
    }

    /// <summary>Null when there is no such job, or when it is none that compares.</summary>
    public static async Task<JobStatus?> StatusOfAsync(BorgUiDbContext db, Guid jobId, CancellationToken cancellationToken) => await db.Jobs
        .Where(job => job.Id == jobId && (job is DiffArchivesJob || job is CompareLiveJob))
        .Select(job => (JobStatus?)job.Status).FirstOrDefaultAsync(cancellationToken);
}
