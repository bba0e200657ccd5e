using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ClaimByLease : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_running",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_running",
                table: "jobs",
                column: "repository_id",
                filter: "lease_id IS NOT NULL");

            migrationBuilder.Sql(ClaimJob("lease_id IS NOT NULL"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ClaimJob("status = 'running'"));

            migrationBuilder.DropIndex(
                name: "ix_jobs_running",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_running",
                table: "jobs",
                column: "repository_id",
                filter: "status = 'running'");
        }

        // As ArchiveIndex made it, but what runs is found by its lease: the index of the states holds an entry of each job that has ever
        // run until vacuum comes by, and each claim read all of them.
        private static string ClaimJob(string runs) => $"""
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
                        WHERE busy.repository_id = candidate.repository_id AND busy.{runs}
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    AND (candidate.job_type <> 'backup' OR candidate.plan_id IS NULL OR NOT EXISTS (
                        SELECT FROM jobs AS other
                        WHERE other.plan_id = candidate.plan_id AND other.job_type = 'backup' AND other.{runs}))
                    AND (candidate.job_type <> 'index_archive' OR NOT EXISTS (
                        SELECT FROM jobs AS writer
                        WHERE writer.repository_id = candidate.repository_id AND writer.status = 'pending' AND writer.repository_access = 'write'
                            AND (writer.not_before IS NULL OR writer.not_before <= now())))
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
                        WHERE busy.repository_id = candidate.repository_id AND busy.{runs}
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    AND (candidate.job_type <> 'backup' OR candidate.plan_id IS NULL OR NOT EXISTS (
                        SELECT FROM jobs AS other
                        WHERE other.plan_id = candidate.plan_id AND other.job_type = 'backup' AND other.{runs}))
                RETURNING candidate.job_type, candidate.sequence INTO claimed_type, claimed_sequence;
            END
            $$;
            """;
    }
}
