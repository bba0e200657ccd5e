using System.Text.Json;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace BorgUi.Web.Pages.Shared;

/// <summary>Puts what the API found wrong beside the fields it speaks of.</summary>
internal static class FormProblems
{
    /// <summary>
    /// <c>archive_name_template</c>, <c>sources[2]</c>, <c>retention.keep_daily</c> and <c>hooks[1].name</c> go to the properties of
    /// <paramref name="input"/> with that name; what belongs to none of them stands above the form.
    /// </summary>
    public static void AddProblem(this ModelStateDictionary state, ApiProblem problem, object input, string prefix = "Input")
    {
        foreach (var (field, reasons) in problem.Errors)
        {
            var key = KeyOf(input.GetType(), field) is { } name ? $"{prefix}.{name}" : "";
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

    private static string? KeyOf(Type input, string field)
    {
        var parts = field.Split('.', 2);
        var word = parts[0].Split('[')[0];
        if (Array.Find(input.GetProperties(), one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Name) == word) is not { } property)
        {
            return null;
        }

        // Rows of fields have their place in the name; a text area is one field, whatever line is meant.
        var isRows = property.PropertyType.IsGenericType && parts.Length == 2;
        var fields = isRows ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        var name = isRows ? property.Name + parts[0][word.Length..] : property.Name;
        return parts.Length == 2 && KeyOf(fields, parts[1]) is { } inner ? $"{name}.{inner}" : property.Name;
    }
}
