using BorgUi.Api.Http;
using BorgUi.Contracts.Access;
using BorgUi.Core.Access;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Access;

internal sealed partial class CreateFirstAdministrator : IEndpoint
{
    private const long AdvisoryLock = 0x626f726773657475; // "borgsetu"

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/setup", HandleAsync)
        .WithName(nameof(CreateFirstAdministrator))
        .WithSummary("Make the first administrator")
        .WithDescription("Possible exactly once; afterwards administrators make further users.")
        .AllowAnonymous();

    private static async Task<Results<Created<CurrentUser>, ValidationProblem, ConflictProblem>> HandleAsync(
        SetupRequest request, BorgUiDbContext db, UserManager<User> users, TimeProvider clock,
        ILogger<CreateFirstAdministrator> logger, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var username = Credentials.Username(errors, request.Username);
        var password = Credentials.Password(errors, request.Password);
        // Who comes too late learns that first, whatever the fields hold.
        if (await db.Users.AnyAsync(cancellationToken))
        {
            return AlreadyDone();
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Parallel setups line up here, and those behind the first find its user.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancellationToken);
        if (await db.Users.AnyAsync(cancellationToken))
        {
            return AlreadyDone();
        }

        var user = new User { UserName = username, Role = Roles.Admin, CreatedAt = clock.GetUtcNow() };
        var created = await users.CreateAsync(user, password);
        if (!created.Succeeded)
        {
            return FieldErrors.Of("username", string.Join(' ', created.Errors.Select(error => error.Description))).ToProblem();
        }

        await transaction.CommitAsync(cancellationToken);
        LogCreated(logger, user.Id);
        return TypedResults.Created("/api/auth/me", new CurrentUser(user.Id, username, user.Role));
    }

    private static ConflictProblem AlreadyDone() => new(
        "The first administrator exists already.", "Log in; administrators make further users.");

    [LoggerMessage(LogLevel.Information, "The first administrator was made: user {UserId}.")]
    private static partial void LogCreated(ILogger logger, Guid userId);
}
