using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Shared;

/// <summary>Forms and buttons that start a job: when it is taken, the browser goes to the job; else it is told why not.</summary>
internal static class JobForm
{
    /// <summary>Starts the job unless the form cannot be read; null when it was not started, and what is wrong stands beside its fields.</summary>
    public static async Task<IActionResult?> TryStartAsync(this PageModel page, Func<Task<ApiAnswer<JobStarted>>> start, object input)
    {
        if (!page.ModelState.IsValid)
        {
            return null;
        }

        var answer = await start();
        if (answer.Succeeded)
        {
            return page.ToJob(answer.Value.JobId);
        }

        page.ModelState.AddProblem(answer.Problem, input);
        return null;
    }

    /// <summary>The form once more: by itself for the dialog that it is in, else as its page.</summary>
    public static IActionResult Again<T>(this PageModel page, string part, T form) =>
        Htmx.IsRequest(page.Request) ? page.Part(part, form) : page.Page();

    /// <summary>Goes to the job that a button has started; back to <paramref name="otherwise"/> with the reason when it was refused.</summary>
    public static IActionResult AfterStart(this PageModel page, ApiAnswer<JobStarted> answer, string goodNews, string otherwise)
    {
        page.Toast(answer.Problem, goodNews);
        return answer.Succeeded ? page.RedirectToPage("/Jobs/Detail", new { id = answer.Value.JobId }) : page.LocalRedirect(otherwise);
    }

    private static IActionResult ToJob(this PageModel page, Guid jobId)
    {
        if (!Htmx.IsRequest(page.Request))
        {
            return page.RedirectToPage("/Jobs/Detail", new { id = jobId });
        }

        Htmx.Redirect(page.Response, $"/jobs/{jobId}");
        return page.StatusCode(StatusCodes.Status202Accepted);
    }
}
