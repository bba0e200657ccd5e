using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

// Run by `dotnet ef` only, see docs/operations.md.
return 1;

/// <summary>Builds the context the way the services do: without their provider Identity would leave its passkey table out.</summary>
internal sealed class ContextFactory : IDesignTimeDbContextFactory<BorgUiDbContext>
{
    public BorgUiDbContext CreateDbContext(string[] args) => new ServiceCollection()
        .AddBorgUiDatabase("Host=localhost;Database=design_time_only")
        .BuildServiceProvider()
        .GetRequiredService<IDbContextFactory<BorgUiDbContext>>()
        .CreateDbContext();
}
