using System.Text.Json;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace BorgUi.Web.Pages.Shared;

/// <summary>Puts what the API found wrong beside the fields it speaks of.</summary>
internal static class FormProblems
{
    /// <summary>
    /// <c>archive_name_template</c> and <c>sources[2]</c> go to the properties of <paramref name="input"/> with that name;
    /// what belongs to none of them stands above the form.
    /// </summary>
    public static void AddProblem(this ModelStateDictionary state, ApiProblem problem, object input, string prefix = "Input")
    {
        var fields = input.GetType().GetProperties()
            .ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property => property.Name);
        foreach (var (field, reasons) in problem.Errors)
        {
            var key = fields.TryGetValue(field.Split('[', '.')[0], out var name) ? $"{prefix}.{name}" : "";
            foreach (var reason in reasons)
            {
                state.AddModelError(key, key.Length == 0 ? $"{field}: {reason}" : reason);
            }
        }

        if (problem.Errors.Count == 0)
        {
            state.AddModelError("", problem.Words);
        }
    }
}
