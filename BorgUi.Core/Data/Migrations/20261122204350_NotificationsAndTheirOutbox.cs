using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class NotificationsAndTheirOutbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "notification_channels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    target = table.Column<string>(type: "jsonb", nullable: false),
                    sealed_secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    follows_settings = table.Column<bool>(type: "boolean", nullable: false),
                    events = table.Column<string[]>(type: "text[]", nullable: false),
                    plan_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: true),
                    quiet = table.Column<string>(type: "jsonb", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    digest_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    digested_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_channels", x => x.id);
                    table.CheckConstraint("ck_notification_channels_digest", "digest IN ('none', 'daily', 'weekly')");
                    table.CheckConstraint("ck_notification_channels_kind", "kind IN ('email', 'slack', 'discord', 'ntfy', 'webhook', 'ping', 'apprise')");
                });

            migrationBuilder.CreateTable(
                name: "notification_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    facts = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    may_have_arrived = table.Column<bool>(type: "boolean", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    first_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_deliveries", x => x.id);
                    table.CheckConstraint("ck_notification_deliveries_end", "(state IN ('pending', 'held')) = (finished_at IS NULL)");
                    table.CheckConstraint("ck_notification_deliveries_lease", "finished_at IS NULL OR lease_id IS NULL");
                    table.CheckConstraint("ck_notification_deliveries_state", "state IN ('pending', 'held', 'delivered', 'failed', 'overtaken')");
                    table.ForeignKey(
                        name: "fk_notification_deliveries_notification_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "notification_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_notification_channels_name",
                table: "notification_channels",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notification_deliveries_by_channel",
                table: "notification_deliveries",
                columns: new[] { "channel_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_notification_deliveries_log",
                table: "notification_deliveries",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_notification_deliveries_one_at_a_time",
                table: "notification_deliveries",
                column: "channel_id",
                unique: true,
                filter: "lease_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notification_deliveries_waiting",
                table: "notification_deliveries",
                column: "next_attempt_at",
                filter: "finished_at IS NULL");

            // One row for each channel that wants one of the events. Of several the first that it wants: nobody is told twice of one thing.
            migrationBuilder.Sql("""
                CREATE FUNCTION queue_notifications(of_events text[], of_plan_id uuid, of_subject_id uuid, of_facts jsonb) RETURNS void
                LANGUAGE sql AS $$
                    INSERT INTO notification_deliveries (id, channel_id, event, subject_id, facts, state, attempts, may_have_arrived, next_attempt_at, created_at)
                    SELECT gen_random_uuid(), channel.id, wanted.event, of_subject_id, of_facts, 'pending', 0, false, now(), clock_timestamp()
                    FROM notification_channels AS channel CROSS JOIN LATERAL (
                        SELECT event FROM unnest(of_events) WITH ORDINALITY AS candidate (event, place)
                        WHERE event = ANY (channel.events) ORDER BY place LIMIT 1) AS wanted
                    WHERE channel.enabled AND (channel.plan_ids IS NULL OR of_plan_id = ANY (channel.plan_ids))
                $$;
                """);
            migrationBuilder.Sql("""
                CREATE FUNCTION notify_of_job() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE
                    outcome text := CASE NEW.status
                        WHEN 'running' THEN 'start' WHEN 'completed' THEN 'success' WHEN 'completed_with_warnings' THEN 'warning' ELSE 'failure' END;
                    events text[] := '{}';
                BEGIN
                    IF NOT EXISTS (SELECT FROM notification_channels WHERE enabled) THEN
                        RETURN NULL;
                    END IF;
                    IF NEW.job_type IN ('backup', 'restore', 'check') THEN
                        events := ARRAY[NEW.job_type || '_' || outcome];
                    END IF;
                    IF outcome = 'failure' AND NEW.scheduled_job_id IS NOT NULL THEN
                        events := events || 'schedule_failure'::text;
                    END IF;

                    PERFORM queue_notifications(events, NEW.plan_id, NEW.id, jsonb_build_object(
                        'about', 'job', 'job_id', NEW.id, 'job_type', NEW.job_type, 'status', NEW.status, 'attempt', NEW.attempt,
                        'plan_id', NEW.plan_id, 'plan', (SELECT name FROM backup_plans WHERE id = NEW.plan_id),
                        'repository_id', NEW.repository_id, 'repository', (SELECT name FROM repositories WHERE id = NEW.repository_id),
                        'schedule', (SELECT name FROM scheduled_jobs WHERE id = NEW.scheduled_job_id), 'worker', NEW.worker_name,
                        'started_at', NEW.started_at, 'completed_at', NEW.completed_at, 'error_message', NEW.error_message, 'error_hint', NEW.error_hint,
                        'warning_count', NEW.warning_count, 'files_processed', NEW.files_processed,
                        'original_size_bytes', NEW.original_size_bytes, 'deduplicated_size_bytes', NEW.deduplicated_size_bytes,
                        'retry_at', (SELECT not_before FROM jobs AS retry WHERE retry.retry_of = NEW.id AND retry.status = 'pending' LIMIT 1),
                        'goes_on', NEW.status = 'interrupted' AND EXISTS (SELECT FROM backup_plans WHERE id = NEW.plan_id AND on_interrupted = 'resume')));
                    RETURN NULL;
                END
                $$;
                """);
            // Other updates of a job, and other kinds, do not get so far as to call it.
            migrationBuilder.Sql("""
                CREATE TRIGGER notify_of_job AFTER UPDATE OF status ON jobs FOR EACH ROW
                WHEN ((OLD.status = 'pending' AND NEW.status = 'running' AND NEW.job_type IN ('backup', 'restore', 'check'))
                    OR (OLD.status = 'running' AND NEW.status IN ('completed', 'completed_with_warnings') AND NEW.job_type IN ('backup', 'restore', 'check'))
                    OR (OLD.status = 'running' AND NEW.status IN ('failed', 'interrupted')
                        AND (NEW.job_type IN ('backup', 'restore', 'check') OR NEW.scheduled_job_id IS NOT NULL)))
                EXECUTE FUNCTION notify_of_job();
                """);
            migrationBuilder.Sql("""
                CREATE FUNCTION notify_of_alarm() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM queue_notifications(
                        ARRAY[NEW.kind], CASE WHEN NEW.subject_type = 'plan' THEN NEW.subject_id END, NEW.id,
                        jsonb_build_object('about', 'alarm', 'title', NEW.title, 'detail', NEW.detail, 'raised_at', NEW.raised_at, 'cleared_at', NEW.cleared_at));
                    RETURN NULL;
                END
                $$;
                CREATE TRIGGER notify_of_raised_alarm AFTER INSERT ON alarms FOR EACH ROW EXECUTE FUNCTION notify_of_alarm();
                CREATE TRIGGER notify_of_cleared_alarm AFTER UPDATE OF cleared_at ON alarms FOR EACH ROW
                WHEN (OLD.cleared_at IS NULL AND NEW.cleared_at IS NOT NULL) EXECUTE FUNCTION notify_of_alarm();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER notify_of_raised_alarm ON alarms; DROP TRIGGER notify_of_cleared_alarm ON alarms; DROP FUNCTION notify_of_alarm();");
            migrationBuilder.Sql("DROP TRIGGER notify_of_job ON jobs; DROP FUNCTION notify_of_job(); DROP FUNCTION queue_notifications(text[], uuid, uuid, jsonb);");
            migrationBuilder.DropTable(
                name: "notification_deliveries");

            migrationBuilder.DropTable(
                name: "notification_channels");
        }
    }
}
