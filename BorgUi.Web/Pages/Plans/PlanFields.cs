using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Pages.Plans;

/// <summary>What the fields of a plan's form are filled from.</summary>
internal sealed record PlanFields(PlanInput Input, IReadOnlyList<RepositoryResponse> Repositories);
