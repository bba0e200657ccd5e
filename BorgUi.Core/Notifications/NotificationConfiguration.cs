using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Notifications;

internal sealed class NotificationChannelConfiguration : IEntityTypeConfiguration<NotificationChannel>
{
    public void Configure(EntityTypeBuilder<NotificationChannel> builder)
    {
        builder.ToTable("notification_channels", table =>
        {
            table.HasCheckConstraint("ck_notification_channels_kind", $"kind IN ({WordConverter<ChannelKind>.SqlList})");
            table.HasCheckConstraint("ck_notification_channels_digest", $"digest IN ({WordConverter<DigestPeriod>.SqlList})");
        });
        builder.Property(channel => channel.Kind).HasConversion(new WordConverter<ChannelKind>());
        builder.Property(channel => channel.Digest).HasConversion(new WordConverter<DigestPeriod>());
        builder.PrimitiveCollection(channel => channel.Events).ElementType(element => element.HasConversion(new WordConverter<NotificationEvent>()));
        builder.Property(channel => channel.Target).HasColumnType("jsonb").HasConversion(new JsonColumn<ChannelTarget>(), JsonColumn<ChannelTarget>.Comparer);
        builder.Property(channel => channel.Quiet).HasColumnType("jsonb").HasConversion(new JsonColumn<QuietTime?>(), JsonColumn<QuietTime?>.Comparer);
        builder.HasIndex(channel => channel.Name).IsUnique();
    }
}

internal sealed class NotificationDeliveryConfiguration : IEntityTypeConfiguration<NotificationDelivery>
{
    /// <summary>Names the rule that a second attempt to one channel at the same time would break.</summary>
    internal const string OneAtATimeIndex = "ix_notification_deliveries_one_at_a_time";

    public void Configure(EntityTypeBuilder<NotificationDelivery> builder)
    {
        builder.ToTable("notification_deliveries", table =>
        {
            table.HasCheckConstraint("ck_notification_deliveries_state", $"state IN ({WordConverter<DeliveryState>.SqlList})");
            table.HasCheckConstraint("ck_notification_deliveries_end", "(state IN ('pending', 'held')) = (finished_at IS NULL)");
            table.HasCheckConstraint("ck_notification_deliveries_lease", "finished_at IS NULL OR lease_id IS NULL");
        });
        builder.Property(delivery => delivery.Event).HasConversion(new WordConverter<NotificationEvent>());
        builder.Property(delivery => delivery.State).HasConversion(new WordConverter<DeliveryState>());
        builder.Property(delivery => delivery.Facts).HasColumnType("jsonb");
        builder.HasOne(delivery => delivery.Channel).WithMany().HasForeignKey(delivery => delivery.ChannelId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(delivery => delivery.ChannelId, OneAtATimeIndex).IsUnique().HasFilter("lease_id IS NOT NULL");
        builder.HasIndex(delivery => delivery.NextAttemptAt, "ix_notification_deliveries_waiting").HasFilter("finished_at IS NULL");
        builder.HasIndex(delivery => new { delivery.CreatedAt, delivery.Id }, "ix_notification_deliveries_log").IsDescending();
        builder.HasIndex(delivery => new { delivery.ChannelId, delivery.CreatedAt, delivery.Id }, "ix_notification_deliveries_by_channel").IsDescending(false, true, true);
    }
}
