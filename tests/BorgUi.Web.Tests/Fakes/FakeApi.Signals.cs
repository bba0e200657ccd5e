using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BorgUi.Web.Tests.Fakes;

public sealed partial class FakeApi
{
    private void MapSignals(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/plans/{id:guid}/backups", (Guid id, bool? unusual, int limit) =>
            All(SampleSignals.Backups(Sample, id).Where(backup => unusual != true || backup is { Signals: not null, LookedAt: null }), limit));
        routes.MapPost("/api/plans/{id:guid}/looked", (HttpRequest request) => TakeAsync(request, Results.NoContent()));
        routes.MapGet("/api/repositories/{id:guid}/growth", (Guid id) => SampleSignals.Growth(Sample.Repositories.FirstOrDefault(one => one.Id == id)));
    }
}
