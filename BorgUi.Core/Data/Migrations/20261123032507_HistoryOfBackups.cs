using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class HistoryOfBackups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "backup_figures",
                columns: table => new
                {
                    archive_id = table.Column<Guid>(type: "uuid", nullable: false),
                    repository_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    file_count = table.Column<long>(type: "bigint", nullable: false),
                    original_size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    compressed_size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    deduplicated_size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    repository_size_bytes = table.Column<long>(type: "bigint", nullable: true),
                    changes = table.Column<string>(type: "jsonb", nullable: true),
                    signals = table.Column<string>(type: "jsonb", nullable: true),
                    looked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    looked_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_backup_figures", x => x.archive_id);
                    table.CheckConstraint("ck_backup_figures_looked", "(looked_at IS NULL) = (looked_by IS NULL)");
                    table.ForeignKey(
                        name: "fk_backup_figures_backup_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "backup_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_backup_figures_repositories_repository_id",
                        column: x => x.repository_id,
                        principalTable: "repositories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_backup_figures_of_plan",
                table: "backup_figures",
                columns: new[] { "plan_id", "started_at" },
                descending: new[] { false, true },
                filter: "plan_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_backup_figures_of_repository",
                table: "backup_figures",
                columns: new[] { "repository_id", "started_at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_backup_figures_to_look_at",
                table: "backup_figures",
                column: "repository_id",
                filter: "signals IS NOT NULL AND looked_at IS NULL AND plan_id IS NOT NULL");

            // What borg said of the backups whose archives are there.
            migrationBuilder.Sql("""
                INSERT INTO backup_figures (archive_id, repository_id, plan_id, started_at, file_count, original_size_bytes, compressed_size_bytes,
                    deduplicated_size_bytes, repository_size_bytes)
                SELECT archive.id, archive.repository_id, archive.plan_id, archive.started_at, archive.file_count, archive.original_size_bytes,
                    archive.compressed_size_bytes, archive.deduplicated_size_bytes, (job.stats->'repository'->>'unique_csize')::bigint
                FROM archives AS archive LEFT JOIN jobs AS job ON job.id = archive.job_id
                WHERE (archive.plan_id IS NOT NULL OR archive.job_id IS NOT NULL) AND archive.file_count IS NOT NULL
                    AND archive.original_size_bytes IS NOT NULL AND archive.compressed_size_bytes IS NOT NULL AND archive.deduplicated_size_bytes IS NOT NULL
                """);

            migrationBuilder.Sql("""
                CREATE FUNCTION prune_is_held(job jobs) RETURNS boolean LANGUAGE sql STABLE AS $$
                    SELECT job.job_type = 'prune' AND job.details->>'acceptedRisk' IS DISTINCT FROM 'keeps_nothing' AND EXISTS (
                        SELECT FROM backup_figures AS unusual
                        WHERE unusual.repository_id = job.repository_id AND unusual.plan_id IS NOT NULL AND unusual.signals IS NOT NULL AND unusual.looked_at IS NULL)
                $$;
                """);
            migrationBuilder.Sql(ClaimJob(
                writerWaits: "AND (writer.job_type <> 'prune' OR NOT prune_is_held(writer))",
                notHeld: "AND (candidate.job_type <> 'prune' OR NOT prune_is_held(candidate))"));

            // Channels that follow the settings have their events in their own rows; this one is on unless somebody switches it off.
            migrationBuilder.Sql("UPDATE notification_channels SET events = events || 'unusual_backup'::text WHERE follows_settings");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ClaimJob(writerWaits: "", notHeld: ""));
            migrationBuilder.Sql("DROP FUNCTION prune_is_held(jobs);");
            migrationBuilder.DropTable(
                name: "backup_figures");
        }

        // As the migration ClaimByLease made it, and no prune that is held is claimed, nor does it keep an index waiting.
        private static string ClaimJob(string writerWaits, string notHeld) => $"""
            CREATE OR REPLACE FUNCTION claim_job(
                of_sites text[], of_types text[], new_lease_id uuid, lease interval, for_worker_id uuid, for_worker_name text,
                OUT candidate_id uuid, OUT claimed_type text, OUT claimed_sequence bigint)
            LANGUAGE plpgsql AS $$
            DECLARE
                candidate_repository_id uuid;
                candidate_plan_id uuid;
                candidate_type text;
            BEGIN
                SELECT candidate.id, candidate.repository_id, candidate.plan_id, candidate.job_type
                INTO candidate_id, candidate_repository_id, candidate_plan_id, candidate_type FROM jobs AS candidate
                WHERE candidate.status = 'pending' AND candidate.site = ANY(of_sites) AND candidate.job_type = ANY(of_types)
                    AND (candidate.not_before IS NULL OR candidate.not_before <= now())
                    AND NOT EXISTS (
                        SELECT FROM jobs AS busy
                        WHERE busy.repository_id = candidate.repository_id AND busy.lease_id IS NOT NULL
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    AND (candidate.job_type <> 'backup' OR candidate.plan_id IS NULL OR NOT EXISTS (
                        SELECT FROM jobs AS other
                        WHERE other.plan_id = candidate.plan_id AND other.job_type = 'backup' AND other.lease_id IS NOT NULL))
                    AND (candidate.job_type <> 'index_archive' OR NOT EXISTS (
                        SELECT FROM jobs AS writer
                        WHERE writer.repository_id = candidate.repository_id AND writer.status = 'pending' AND writer.repository_access = 'write'
                            AND (writer.not_before IS NULL OR writer.not_before <= now()) {writerWaits}))
                    {notHeld}
                ORDER BY candidate.priority DESC, candidate.created_at, candidate.id
                LIMIT 1 FOR UPDATE SKIP LOCKED;
                IF NOT FOUND THEN
                    RETURN;
                END IF;

                -- Claims of one plan's backups wait for each other here, and then on their repository: always in this order.
                PERFORM FROM backup_plans WHERE id = candidate_plan_id AND candidate_type = 'backup' FOR NO KEY UPDATE;
                -- Claims on one repository wait for each other here.
                PERFORM FROM repositories WHERE id = candidate_repository_id FOR NO KEY UPDATE;

                UPDATE jobs AS candidate SET status = 'running', lease_id = new_lease_id, lease_expires_at = now() + lease,
                    worker_id = for_worker_id, worker_name = for_worker_name, started_at = now(), sequence = candidate.sequence + 1
                WHERE candidate.id = candidate_id AND candidate.status = 'pending'
                    AND NOT EXISTS (
                        SELECT FROM jobs AS busy
                        WHERE busy.repository_id = candidate.repository_id AND busy.lease_id IS NOT NULL
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    AND (candidate.job_type <> 'backup' OR candidate.plan_id IS NULL OR NOT EXISTS (
                        SELECT FROM jobs AS other
                        WHERE other.plan_id = candidate.plan_id AND other.job_type = 'backup' AND other.lease_id IS NOT NULL))
                RETURNING candidate.job_type, candidate.sequence INTO claimed_type, claimed_sequence;
            END
            $$;
            """;
    }
}
