using System.ComponentModel;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>What a list of jobs is narrowed down to; everything that is given must hold.</summary>
internal sealed record JobFilter(
    [property: FromQuery(Name = "status"), Description("A status word; may repeat.")] string[]? Status,
    [property: FromQuery(Name = "job_type"), Description("A job type; may repeat.")] string[]? JobType,
    [property: FromQuery(Name = "repository_id")] Guid? RepositoryId,
    [property: FromQuery(Name = "plan_id")] Guid? PlanId,
    [property: FromQuery(Name = "chain_id"), Description("Jobs of the chain that this job began.")] Guid? ChainId,
    [property: FromQuery(Name = "from"), Description("Created at this time or later.")] DateTimeOffset? From,
    [property: FromQuery(Name = "to"), Description("Created before this time.")] DateTimeOffset? To,
    [property: FromQuery(Name = "search"), Description("Part of the name of repository, plan or archive, of the error, or of the job's id.")] string? Search,
    [property: FromQuery(Name = "without_chores"), Description("Leave out looks into folders, and the indexing of archives unless it runs or failed.")] bool? LeavesChores)
{
    public IQueryable<Job> Apply(FieldErrors errors, IQueryable<Job> jobs)
    {
        var statuses = EnumWords<JobStatus>.Parse(errors, "status", Status);
        var types = EnumWords<JobType>.Parse(errors, "job_type", JobType);
        var search = TextRules.Search(errors, Search);
        if (From is { } first && To is { } last && first > last)
        {
            errors.Add("to", "The end lies before the beginning; give a later time.");
        }

        jobs = statuses.Count == 0 ? jobs : jobs.Where(job => statuses.Contains(job.Status));
        jobs = types.Count == 0 ? jobs : jobs.Where(job => types.Contains(job.JobType));
        jobs = LeavesChores == true ? WithoutChores(jobs) : jobs;
        jobs = RepositoryId is null ? jobs : jobs.Where(job => job.RepositoryId == RepositoryId);
        jobs = PlanId is null ? jobs : jobs.Where(job => job.PlanId == PlanId);
        jobs = ChainId is null ? jobs : jobs.Where(job => job.ChainId == ChainId);
        jobs = Between(jobs, From?.ToUniversalTime(), To?.ToUniversalTime());
        return search is null ? jobs : Matching(jobs, TextRules.Anywhere(search));
    }

    // Each look into a folder is a job, and each backup has its index brought up to date. The index takes long at times, so that what
    // runs or failed is shown.
    private static IQueryable<Job> WithoutChores(IQueryable<Job> jobs) => jobs.Where(job =>
        job.JobType != Contracts.Jobs.JobType.Browse && (job.JobType != Contracts.Jobs.JobType.IndexArchive || job.Status == JobStatus.Running || job.Status == JobStatus.Failed));

    private static IQueryable<Job> Between(IQueryable<Job> jobs, DateTimeOffset? from, DateTimeOffset? to)
    {
        jobs = from is null ? jobs : jobs.Where(job => job.CreatedAt >= from);
        return to is null ? jobs : jobs.Where(job => job.CreatedAt < to);
    }

    private static IQueryable<Job> Matching(IQueryable<Job> jobs, string pattern) => jobs.Where(job =>
        EF.Functions.ILike(job.Repository!.Name, pattern, TextRules.Escape)
        || EF.Functions.ILike(job.Plan!.Name, pattern, TextRules.Escape)
        || EF.Functions.ILike(job.Archive!.Name, pattern, TextRules.Escape)
        || EF.Functions.ILike(job.ErrorMessage!, pattern, TextRules.Escape)
        || EF.Functions.ILike(job.Id.ToString(), pattern, TextRules.Escape));
}
