namespace BorgUi.Web.ApiClient;

/// <summary>Why the API did not do what was asked (RFC 9457); <see cref="Errors"/> are by snake_case field.</summary>
internal sealed record ApiProblem
{
    private static readonly IReadOnlyDictionary<string, string[]> NoErrors = new Dictionary<string, string[]>();

    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    public int Status { get; init; }

    /// <summary>Empty when no field is to blame; generated readers set what is missing to null.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init => field = value ?? NoErrors; } = NoErrors;

    /// <summary>What is wrong with the fields, without their names.</summary>
    public string? Reasons => Errors.Count == 0 ? null : string.Join(' ', Errors.Values.SelectMany(reasons => reasons));

    /// <summary>What a person gets to see: what is the matter, and what to do about it.</summary>
    public string Words => (Title, Detail) switch
    {
        (null, null) => $"The API refused this (status {Status}).",
        ({ } title, { } detail) when title.EndsWith('.') => $"{title} {detail}",
        var (title, detail) => detail ?? title!,
    };
}
