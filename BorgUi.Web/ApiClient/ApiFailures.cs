namespace BorgUi.Web.ApiClient;

/// <summary>The API cannot be reached, is too slow, or says itself that it cannot serve now.</summary>
internal sealed class ApiUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The API does not accept the access token: the session is over.</summary>
internal sealed class ApiUnauthorizedException() : Exception("The API did not accept the session.");

/// <summary>The role of the person does not allow this.</summary>
internal sealed class ApiForbiddenException() : Exception("The role does not allow this.");

/// <summary>The API cannot read what a list was asked for, such as dates the wrong way round.</summary>
internal sealed class ApiRefusedException(ApiProblem problem) : Exception(problem.Words)
{
    public ApiProblem Problem { get; } = problem;
}

/// <summary>The API answered something that was not agreed: a fault, not an outcome.</summary>
internal sealed class ApiFaultException(string message) : Exception(message);
