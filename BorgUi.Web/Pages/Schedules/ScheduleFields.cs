using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Pages.Schedules;

/// <summary>What the fields of a schedule's form are filled from.</summary>
/// <param name="Name">Of a schedule that is there already; it keeps its operation.</param>
internal sealed record ScheduleFields(ScheduleInput Input, IReadOnlyList<PlanResponse> Plans, IReadOnlyList<RepositoryResponse> Repositories, string? Name = null)
{
    private const int Most = 500;

    public bool IsNew => Name is null;

    public static async Task<ScheduleFields> LoadAsync(BorgUiApi api, ScheduleInput input, string? name, CancellationToken cancellationToken)
    {
        var plans = api.ListPlansAsync(null, null, Most, 0, cancellationToken);
        var repositories = api.ListRepositoryChoicesAsync(cancellationToken);
        await Task.WhenAll(plans, repositories);
        return new(input, (await plans).Items, await repositories, name);
    }
}
