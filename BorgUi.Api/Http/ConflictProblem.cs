using System.Reflection;
using BorgUi.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Http;

/// <summary>409: the thing is in a state that does not allow this, or a name is taken; then <c>errors</c> names the field.</summary>
internal sealed class ConflictProblem(string title, string detail) : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
{
    private FieldErrors? _errors;

    /// <summary>The job that stands in the way, which callers find as <c>job_id</c>.</summary>
    public Guid? JobId { get; init; }

    /// <summary>What to do about it.</summary>
    public string Detail => detail;

    public int? StatusCode => StatusCodes.Status409Conflict;

    public static ConflictProblem Taken(string field, string message) =>
        new("Something with this name or address exists already.", message) { _errors = FieldErrors.Of(field, message) };

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(
        new ProducesResponseTypeMetadata(StatusCodes.Status409Conflict, typeof(ProblemDetails), ["application/problem+json"]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = _errors is null ? new ProblemDetails() : new HttpValidationProblemDetails(_errors.ToDictionary());
        problem.Status = StatusCodes.Status409Conflict;
        problem.Type = ProblemTypes.Conflict;
        problem.Title = title;
        problem.Detail = Detail;
        if (JobId is { } jobId)
        {
            problem.Extensions["job_id"] = jobId;
        }

        return TypedResults.Problem(problem).ExecuteAsync(httpContext);
    }
}
