namespace BorgUi.ServiceDefaults.Problems;

/// <summary>The stable <c>type</c> of each kind of problem; callers may decide by it, so none is ever renamed.</summary>
public static class ProblemTypes
{
    /// <summary>The request could not be read.</summary>
    public const string BadRequest = Prefix + "bad-request";

    /// <summary>Fields of the request break a rule; <c>errors</c> names them.</summary>
    public const string Validation = Prefix + "validation";

    /// <summary>The caller did not say who it is.</summary>
    public const string Unauthorized = Prefix + "unauthorized";

    /// <summary>The caller may not do this.</summary>
    public const string Forbidden = Prefix + "forbidden";

    /// <summary>There is no such thing.</summary>
    public const string NotFound = Prefix + "not-found";

    /// <summary>The thing is in a state that does not allow this.</summary>
    public const string Conflict = Prefix + "conflict";

    /// <summary>The caller asks too often.</summary>
    public const string RateLimited = Prefix + "rate-limited";

    /// <summary>Something that we need is away for the moment.</summary>
    public const string Unavailable = Prefix + "unavailable";

    /// <summary>A fault of ours.</summary>
    public const string Internal = Prefix + "internal";

    private const string Prefix = "urn:borgui:problem:";

    /// <summary>The type for a status code that came without a more exact one.</summary>
    public static string For(int statusCode) => statusCode switch
    {
        400 => BadRequest,
        401 => Unauthorized,
        403 => Forbidden,
        404 => NotFound,
        405 => Prefix + "method-not-allowed",
        408 => Prefix + "timeout",
        409 => Conflict,
        410 => Prefix + "gone",
        412 => Prefix + "precondition-failed",
        413 => Prefix + "too-large",
        415 => Prefix + "unsupported-media-type",
        422 => Validation,
        429 => RateLimited,
        502 or 503 or 504 => Unavailable,
        >= 500 => Internal,
        _ => BadRequest,
    };
}
