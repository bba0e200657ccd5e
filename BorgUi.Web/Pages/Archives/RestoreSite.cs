using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Workers;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Pages.Archives;

/// <summary>A site at which a restore can be done, and its workers, on one of whose machines the files land.</summary>
internal sealed record RestoreSite(string Name, bool IsOfRepository, IReadOnlyList<WorkerResponse> Workers)
{
    private const int MostWorkers = 500;

    /// <summary>On which machines, in words.</summary>
    public string Machines => Workers.Count == 0
        ? "no worker of it is known"
        : $"the files land on the machine of {string.Join(" or ", Workers.Select(worker => worker.State == WorkerState.Lost ? $"{worker.Name}, which is not heard of now" : worker.Name))}";

    /// <summary>The repository's own first; empty when there is nothing to choose: one site, or a folder that no other can reach.</summary>
    public static async Task<IReadOnlyList<RestoreSite>> ListAsync(BorgUiApi api, ArchiveResponse archive, CancellationToken cancellationToken)
    {
        if (await api.FindRepositoryAsync(archive.RepositoryId, cancellationToken) is not { } repository || repository.Location.StartsWith('/'))
        {
            return [];
        }

        var workers = (await api.ListWorkersAsync(MostWorkers, 0, cancellationToken)).Items;
        var names = workers.SelectMany(worker => worker.Sites).Append(repository.Site).Distinct().ToList();
        return names.Count == 1 ? [] :
        [
            .. names.Order(StringComparer.Ordinal).OrderBy(name => name != repository.Site)
                .Select(name => new RestoreSite(name, name == repository.Site, [.. workers.Where(worker => worker.Sites.Contains(name))])),
        ];
    }
}
