using BorgUi.Core.Data;
using BorgUi.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Http;

/// <summary>Answers 503 while the database is away, restarts or has no schema yet; the next request tries anew.</summary>
internal sealed partial class DatabaseOutage(IProblemDetailsService problems, ILogger<DatabaseOutage> logger)
    : IExceptionHandler, IDeveloperPageExceptionFilter
{
    private const int RetryAfterSeconds = 5;

    public static bool IsCauseOf(Exception? exception) => DatabaseFailure.MayPass(exception);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsCauseOf(exception))
        {
            return false;
        }

        LogOutage(httpContext.Request.Method, httpContext.Request.Path, exception.GetBaseException().Message);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Type = ProblemTypes.Unavailable,
                Title = "The database does not answer.",
                Detail = HttpMethods.IsGet(httpContext.Request.Method)
                    ? "Try again in a moment."
                    // The connection may have broken after the commit.
                    : "A change that was under way may have been made all the same: look before you ask for it again.",
            },
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

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} was answered with 503: the database does not answer ({Reason}).")]
    private partial void LogOutage(string method, PathString path, string reason);
}
