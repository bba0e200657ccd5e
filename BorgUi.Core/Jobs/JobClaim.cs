using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Jobs;

/// <summary>What a worker can take: its sites, and the kinds for which it has a slot free.</summary>
public sealed record JobClaimRequest(Guid WorkerId, string WorkerName, IReadOnlyCollection<string> Sites, IReadOnlyCollection<JobType> JobTypes, TimeSpan Lease);

/// <summary>A job that is ours until the lease ends; <see cref="LeaseId"/> is new with each claim and fences every write.</summary>
public sealed record JobClaim(Guid JobId, Guid LeaseId, JobType JobType, long Sequence);

/// <summary>A lease that was renewed, and what people want of the job meanwhile.</summary>
public sealed record JobRenewal(Guid LeaseId, bool CancelRequested, bool PauseRequested);
