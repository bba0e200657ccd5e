using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Settings;

internal sealed class SettingsConfiguration : IEntityTypeConfiguration<SettingsSection>
{
    public void Configure(EntityTypeBuilder<SettingsSection> builder)
    {
        builder.ToTable("settings");
        builder.HasKey(section => section.Name);
        builder.Property(section => section.Json).HasColumnName("value").HasColumnType("jsonb");
    }
}
