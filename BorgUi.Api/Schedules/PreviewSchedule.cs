using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Schedules;

internal sealed class PreviewSchedule : IEndpoint
{
    private const int Times = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/preview", HandleAsync)
            .WithName(nameof(PreviewSchedule))
            .WithSummary("The next ten times of a cron expression")
            .RequireAuthorization(Policies.Viewer);
        routes.MapPost("/preview", HandleWholeAsync)
            .WithName(nameof(PreviewSchedule) + "WithBlackouts")
            .WithSummary("The next ten times of a schedule, without those in its blackout windows")
            .WithDescription("Takes cron_expression, time_zone and blackout_windows; nothing is stored.")
            .RequireAuthorization(Policies.Viewer);
    }

    private static Results<Ok<SchedulePreview>, ValidationProblem> HandleAsync(
        [Description("Five fields as in a crontab.")] string? cron,
        [FromQuery(Name = "time_zone"), Description("An IANA name; UTC when left out.")] string? timeZone,
        TimeProvider clock) => Answer(new(), ("cron", cron), ("time_zone", timeZone), [], clock);

    private static Results<Ok<SchedulePreview>, ValidationProblem> HandleWholeAsync(SaveScheduledJobRequest request, TimeProvider clock)
    {
        var errors = new FieldErrors();
        var blackouts = BlackoutRules.Check(errors, request.BlackoutWindows);
        return Answer(errors, ("cron_expression", request.CronExpression), ("time_zone", request.TimeZone), blackouts, clock);
    }

    private static Results<Ok<SchedulePreview>, ValidationProblem> Answer(
        FieldErrors errors, (string Field, string? Text) cron, (string Field, string? Name) zone, IReadOnlyList<Blackout> blackouts, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var schedule = CronRules.Check(errors, cron, zone, blackouts, now);
        return errors.Any ? errors.ToProblem() : TypedResults.Ok(new SchedulePreview([.. schedule!.After(now).Take(Times)]));
    }
}
