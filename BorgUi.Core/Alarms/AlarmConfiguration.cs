using BorgUi.Contracts.Alarms;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Alarms;

internal sealed class AlarmConfiguration : IEntityTypeConfiguration<Alarm>
{
    public void Configure(EntityTypeBuilder<Alarm> builder)
    {
        builder.ToTable("alarms", table => table.HasCheckConstraint("ck_alarms_subject_type", $"subject_type IN ({WordConverter<AlarmSubject>.SqlList})"));
        builder.Property(alarm => alarm.Kind).HasConversion(new WordConverter<AlarmKind>());
        builder.Property(alarm => alarm.SubjectType).HasConversion(new WordConverter<AlarmSubject>());
        // One condition is one alarm, however many look.
        builder.HasIndex(alarm => new { alarm.Kind, alarm.SubjectId }, "ix_alarms_one_active").IsUnique().HasFilter("cleared_at IS NULL");
        builder.HasIndex(alarm => new { alarm.RaisedAt, alarm.Id }, "ix_alarms_history").IsDescending();
    }
}
