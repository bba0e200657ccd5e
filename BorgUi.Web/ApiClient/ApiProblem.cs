namespace BorgUi.Web.ApiClient;

/// <summary>Why the API did not do what was asked (RFC 9457); <see cref="Errors"/> are by snake_case field.</summary>
internal sealed record ApiProblem
{
    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    public int Status { get; init; }

    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>What is wrong with the fields, without their names.</summary>
    public string? Reasons => Errors.Count == 0 ? null : string.Join(' ', Errors.Values.SelectMany(reasons => reasons));

    /// <summary>The sentence a person gets to see.</summary>
    public string Words => Detail ?? Title ?? $"The API refused this (status {Status}).";
}
