using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Notifications;
using BorgUi.Api.Proofs;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using BorgUi.Core.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Settings;

internal sealed class SaveSettings : IEndpoint
{
    private const int MostJobs = 1_000_000;
    private const int MostDays = 36_500;
    private const int MostPercent = 99;
    private const int MostDeliveryDays = 3_650;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("", HandleAsync)
        .WithName(nameof(SaveSettings))
        .WithSummary("Save the settings of the installation")
        .WithDescription("Replaces them as a whole: what is left out of a part means without a limit, a part that is left out gets its defaults.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<ServerSettings>, ValidationProblem>> HandleAsync(
        ServerSettings request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        // JSON may say null where there is nothing to say.
        var settings = new ServerSettings
        {
            History = request.History ?? HistorySettings.Defaults,
            Alarms = request.Alarms ?? AlarmSettings.Defaults,
            Drills = request.Drills ?? DrillSettings.Defaults,
            Notifications = Cleaned(request.Notifications ?? NotificationSettings.Defaults),
        };
        var errors = new FieldErrors();
        Check(errors, "history.log_jobs_kept", settings.History.LogJobsKept, MostJobs);
        Check(errors, "history.log_days_kept", settings.History.LogDaysKept, MostDays);
        Check(errors, "history.job_days_kept", settings.History.JobDaysKept, MostDays);
        Check(errors, "alarms.free_percent", settings.Alarms.FreePercent, MostPercent);
        Check(errors, "alarms.check_days", settings.Alarms.CheckDays, MostDays);
        DrillRules.Check(errors, settings.Drills.SampleFiles, settings.Drills.SampleBytes, "drills.");
        Check(errors, settings.Notifications);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await StoredSettings.SaveAsync(db, settings, cancellationToken);
        return TypedResults.Ok(settings);
    }

    private static NotificationSettings Cleaned(NotificationSettings given) => given with { PublicUrl = string.IsNullOrWhiteSpace(given.PublicUrl) ? null : given.PublicUrl.Trim() };

    private static void Check(FieldErrors errors, NotificationSettings notifications)
    {
        if (notifications.PublicUrl is { } address && ChannelTargetRules.UrlProblem(address) is { } problem)
        {
            errors.Add("notifications.public_url", problem);
        }

        if (notifications.DeliveryDaysKept is < 1 or > MostDeliveryDays)
        {
            errors.Add("notifications.delivery_days_kept", $"Give a whole number from 1 to {MostDeliveryDays}.");
        }
    }

    private static void Check(FieldErrors errors, string field, int? value, int most)
    {
        if (value is < 1 || value > most)
        {
            errors.Add(field, $"Give a whole number from 1 to {most}, or leave it out for none.");
        }
    }
}
