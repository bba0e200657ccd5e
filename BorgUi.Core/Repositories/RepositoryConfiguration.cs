using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Repositories;

internal sealed class RepositoryConfiguration : IEntityTypeConfiguration<Repository>
{
    public void Configure(EntityTypeBuilder<Repository> builder)
    {
        builder.ToTable("repositories", table =>
        {
            table.HasCheckConstraint("ck_repositories_state", $"state IN ({WordConverter<RepositoryState>.SqlList})");
            table.HasCheckConstraint("ck_repositories_last_check_result", $"last_check_result IN ({WordConverter<CheckResult>.SqlList})");
            table.HasCheckConstraint("ck_repositories_recovery_kit", $"recovery_kit IN ({WordConverter<RecoveryKitState>.SqlList})");
        });
        builder.Property(repository => repository.State).HasConversion(new WordConverter<RepositoryState>());
        builder.Property(repository => repository.RecoveryKit).HasConversion(new WordConverter<RecoveryKitState>());
        builder.Property(repository => repository.LastCheckResult).HasConversion(new WordConverter<CheckResult>());
        builder.HasIndex(repository => repository.Name).IsUnique();
        builder.HasIndex(repository => new { repository.Site, repository.Location }).IsUnique();
    }
}
