namespace BorgUi.Core.Access;

/// <summary>One login of a user; ended by logout or by its time. Tokens are stored only as SHA-256 hashes.</summary>
public sealed class Session
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    public User? User { get; private set; }

    public required byte[] RefreshTokenHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public string? IpAddress { get; init; }

    public string? UserAgent { get; init; }
}

/// <summary>A short-lived bearer token of a session; gone with it.</summary>
public sealed class AccessToken
{
    public required byte[] Hash { get; init; }

    public required Guid SessionId { get; init; }

    public Session? Session { get; private set; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
