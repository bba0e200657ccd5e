using BorgUi.Contracts;
using BorgUi.Contracts.Workers;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<Page<WorkerResponse>> ListWorkersAsync(int limit, int offset, CancellationToken cancellationToken) =>
        GetAsync(ListQuery.Of(limit, offset).On("/api/workers"), ApiJson.Default.PageWorkerResponse, cancellationToken);

    public Task<ApiProblem?> ForgetWorkerAsync(Guid id, CancellationToken cancellationToken) =>
        DeleteAsync($"/api/workers/{id}", cancellationToken);
}
