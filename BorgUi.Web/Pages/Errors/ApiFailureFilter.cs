using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

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
                context.Result = View(context, "Unavailable", StatusCodes.Status503ServiceUnavailable, "BorgUi's API does not answer. Try again in a moment.");
                break;
            case ApiForbiddenException:
                context.Result = View(context, "Forbidden", StatusCodes.Status403Forbidden, "Your role does not allow this.");
                break;
            case ApiRefusedException exception:
                context.Result = View(context, "Refused", StatusCodes.Status400BadRequest, exception.Problem.Reasons ?? exception.Problem.Words);
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

    /// <summary>A whole page for the browser; htmx only says the words.</summary>
    private static ViewResult View(ExceptionContext context, string name, int status, string words)
    {
        Htmx.Toast(context.HttpContext.Response, words);
        return new ViewResult
        {
            ViewName = $"/Pages/Errors/{name}.cshtml",
            StatusCode = status,
            ViewData = new ViewDataDictionary<string>(new EmptyModelMetadataProvider(), context.ModelState) { Model = words },
        };
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
