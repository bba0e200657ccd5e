using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Alarms;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Alarms;

internal sealed class ListAlarms : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("", HandleAsync)
        .WithName(nameof(ListAlarms))
        .WithSummary("What is wrong now, the last found first; or what was")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<AlarmResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, [Description("True for the alarms that have cleared; those that are active when left out.")] bool? cleared,
        [Description("A kind; may repeat.")] string[]? kind, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        var kinds = EnumWords<AlarmKind>.Parse(errors, "kind", kind);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var filtered = db.Alarms.Where(alarm => (alarm.ClearedAt != null) == (cleared ?? false) && (kinds.Count == 0 || kinds.Contains(alarm.Kind)));
        var rest = after is null ? filtered : filtered.Where(alarm => EF.Functions.LessThan(ValueTuple.Create(alarm.RaisedAt, alarm.Id), ValueTuple.Create(after.At, after.Id)));
        return TypedResults.Ok(await rest.OrderByDescending(alarm => alarm.RaisedAt).ThenByDescending(alarm => alarm.Id).Select(AlarmProjection.OfAlarm)
            .ToPageAsync(page, filtered, alarm => new TimeCursor(alarm.RaisedAt, alarm.Id).ToString(), cancellationToken));
    }
}
