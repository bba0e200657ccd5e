using BorgUi.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Http;

/// <summary>
/// What is wrong with a request, by the snake_case name of its field. Rules add to it and the handler asks once at the end,
/// so that a person sees all mistakes at once.
/// </summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    public bool Any => _messages.Count > 0;

    public static FieldErrors Of(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, message);
        return errors;
    }

    /// <summary>The message says what is wrong and what to give instead.</summary>
    public void Add(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages))
        {
            _messages.Add(field, messages = []);
        }

        messages.Add(message);
    }

    public bool Has(string field) => _messages.ContainsKey(field);

    public ValidationProblem ToProblem() =>
        TypedResults.ValidationProblem(ToDictionary(), title: "The request has fields that cannot be accepted.", type: ProblemTypes.Validation);

    public Dictionary<string, string[]> ToDictionary() => _messages.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
}
