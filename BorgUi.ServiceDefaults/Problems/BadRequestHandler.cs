using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.ServiceDefaults.Problems;

/// <summary>
/// Answers a request that could not be read with the field at fault, under the developer's exception page as well. All
/// other exceptions are faults of ours: 500.
/// </summary>
internal sealed partial class BadRequestHandler(IProblemDetailsService problems)
    : IExceptionHandler, IDeveloperPageExceptionFilter
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException badRequest)
        {
            return false;
        }

        httpContext.Response.StatusCode = badRequest.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = Describe(badRequest),
        });
    }

    public async Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        var context = errorContext.HttpContext;
        if (!await TryHandleAsync(context, errorContext.Exception, context.RequestAborted))
        {
            await next(errorContext);
        }
    }

    private static ProblemDetails Describe(BadHttpRequestException exception)
    {
        if (FieldAtFault(exception) is not { } fault)
        {
            return new ProblemDetails { Status = exception.StatusCode };
        }

        return new HttpValidationProblemDetails(new Dictionary<string, string[]> { [fault.Field] = [fault.Reason] })
        {
            Status = exception.StatusCode,
            Title = "The request could not be read.",
        };
    }

    private static (string Field, string Reason)? FieldAtFault(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json)
        {
            var path = json.Path is null or "$" ? "body" : json.Path.TrimStart('$', '.');
            return (path, "This is not valid JSON or not a value of the expected type.");
        }

        var parameter = ParameterName().Match(exception.Message);
        return parameter.Success
            ? (ProblemSetup.FieldPath(parameter.Groups["name"].Value), "A value of the expected type is required.")
            : null;
    }

    // Failed to bind parameter "Nullable<int> limit" from "abc".
    // Required parameter "string q" was not provided from query string.
    [GeneratedRegex("""parameter "[^"]* (?<name>\w+)" (was not provided )?from""")]
    private static partial Regex ParameterName();
}
