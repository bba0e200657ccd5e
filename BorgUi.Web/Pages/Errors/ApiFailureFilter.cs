using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace BorgUi.Web.Pages.Errors;

/// <summary>The one place where a failing API becomes something a person can read and act upon.</summary>
internal sealed partial class ApiFailureFilter(ILogger<ApiFailureFilter> logger) : IAsyncExceptionFilter
{
    public async Task OnExceptionAsync(ExceptionContext context)
    {
        switch (context.Exception)
        {
            case ApiUnavailableException exception:
                LogUnavailable(exception.Message, context.HttpContext.Request.Path);
                context.Result = View(context.HttpContext, "Unavailable", StatusCodes.Status503ServiceUnavailable);
                break;
            case ApiForbiddenException:
                context.Result = View(context.HttpContext, "Forbidden", StatusCodes.Status403Forbidden);
                break;
            case ApiUnauthorizedException:
                await context.HttpContext.SignOutAsync();
                context.Result = ToLogin(context.HttpContext);
                break;
            default:
                return;
        }

        context.ExceptionHandled = true;
    }

    private static ViewResult View(HttpContext http, string name, int status)
    {
        Htmx.Toast(http.Response, status == StatusCodes.Status403Forbidden
            ? "Your role does not allow this."
            : "BorgUi's API does not answer. Try again in a moment.");
        return new ViewResult { ViewName = $"/Pages/Errors/{name}.cshtml", StatusCode = status };
    }

    private static IActionResult ToLogin(HttpContext http)
    {
        if (Htmx.IsRequest(http.Request))
        {
            Htmx.Redirect(http.Response, "/login");
            return new EmptyResult();
        }

        var back = HttpMethods.IsGet(http.Request.Method) ? http.Request.PathBase + http.Request.Path + http.Request.QueryString : "/";
        return new RedirectToPageResult("/Access/Login", new { returnUrl = back });
    }

    [LoggerMessage(LogLevel.Warning, "The API is not available for {Path}: {Reason}")]
    private partial void LogUnavailable(string reason, PathString path);
}
