using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Problems;

internal static class ProblemSetup
{
    private const string FrameworkTypePrefix = "https://tools.ietf.org/";

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddSingleton<IDeveloperPageExceptionFilter, BadRequestHandler>();
        // Unreadable input becomes an exception also outside Development, so that the answer can name the field.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem is HttpValidationProblemDetails validation)
        {
            validation.Errors = validation.Errors.ToDictionary(
                error => FieldPath(error.Key), error => error.Value, StringComparer.Ordinal);
        }

        if (problem.Type is null || problem.Type.StartsWith(FrameworkTypePrefix, StringComparison.Ordinal))
        {
            problem.Type = problem is HttpValidationProblemDetails
                ? ProblemTypes.Validation
                : ProblemTypes.For(problem.Status ?? context.HttpContext.Response.StatusCode);
        }
    }

    /// <summary><c>Schedules[2].CronExpression</c> becomes <c>schedules[2].cron_expression</c>.</summary>
    internal static string FieldPath(string memberPath) =>
        string.Join('.', memberPath.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
