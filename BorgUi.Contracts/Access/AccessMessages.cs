namespace BorgUi.Contracts.Access;

/// <summary>Whether the first administrator has still to be made.</summary>
public sealed record SetupState(bool Needed);

/// <summary>Makes the first administrator. Passwords have 12 to 256 characters of any script.</summary>
public sealed record SetupRequest(string? Username, string? Password);

/// <summary>A login; <see cref="Otp"/> is the code of the second factor where the user has one.</summary>
public sealed record LoginRequest(string? Username, string? Password, string? Otp = null);

public sealed record RefreshRequest(string? RefreshToken);

/// <summary>Bearer tokens; <see cref="ExpiresIn"/> is the life of the access token in seconds.</summary>
public sealed record TokenResponse(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken);

/// <summary>Who the bearer of the token is.</summary>
public sealed record CurrentUser(Guid Id, string Username, string Role);
