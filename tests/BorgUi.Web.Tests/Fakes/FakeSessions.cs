using System.Collections.Concurrent;
using BorgUi.Contracts.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>The sessions of the API: each refresh token is good once, an access token until it is revoked.</summary>
public sealed class FakeSessions
{
    public const string Password = "correct horse battery";

    private readonly ConcurrentDictionary<string, string> _accessTokens = new();
    private readonly ConcurrentDictionary<string, string> _refreshTokens = new();
    private int _issued;
    private int _refreshes;

    public bool IsSetupNeeded { get; set; }

    public string Role { get; set; } = Roles.Admin;

    /// <summary>Life of the next access tokens in seconds.</summary>
    public int ExpiresIn { get; set; } = 3600;

    public int Refreshes => _refreshes;

    public bool Knows(HttpRequest request) =>
        request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && _accessTokens.ContainsKey(token);

    public void RevokeAll()
    {
        _accessTokens.Clear();
        _refreshTokens.Clear();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/auth/setup", () => new SetupState(IsSetupNeeded));
        routes.MapPost("/api/auth/setup", (SetupRequest request) => SetUp(request));
        routes.MapPost("/api/auth/login", (LoginRequest request) =>
            request.Password == Password ? Results.Ok(Issue(request.Username!)) : Results.Problem(statusCode: 401));
        routes.MapPost("/api/auth/refresh", (RefreshRequest request) => Refresh(request));
        routes.MapGet("/api/auth/me", (HttpRequest request) =>
            Knows(request) ? Results.Ok(new CurrentUser(Guid.CreateVersion7(), "anna", Role)) : Results.Problem(statusCode: 401));
        routes.MapPost("/api/auth/logout", () => Results.NoContent());
    }

    private IResult SetUp(SetupRequest request)
    {
        if (request.Password is not { Length: >= 12 })
        {
            return Results.ValidationProblem(
                new Dictionary<string, string[]> { ["password"] = ["A password has 12 to 256 characters."] });
        }

        IsSetupNeeded = false;
        return Results.Json(new CurrentUser(Guid.CreateVersion7(), request.Username!, Roles.Admin), statusCode: 201);
    }

    private IResult Refresh(RefreshRequest request)
    {
        Interlocked.Increment(ref _refreshes);
        return _refreshTokens.TryRemove(request.RefreshToken!, out var username)
            ? Results.Ok(Issue(username))
            : Results.Problem(statusCode: 401);
    }

    private TokenResponse Issue(string username)
    {
        var number = Interlocked.Increment(ref _issued);
        _accessTokens[$"access-{number}"] = username;
        _refreshTokens[$"refresh-{number}"] = username;
        return new TokenResponse($"access-{number}", "Bearer", ExpiresIn, $"refresh-{number}");
    }
}
