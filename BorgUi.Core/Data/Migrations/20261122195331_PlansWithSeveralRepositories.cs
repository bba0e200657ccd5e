using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class PlansWithSeveralRepositories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "repository_id",
                table: "maintenance_runs",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "plan_copies",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    repository_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_copies", x => new { x.plan_id, x.repository_id });
                    table.ForeignKey(
                        name: "fk_plan_copies_backup_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "backup_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_plan_copies_repositories_repository_id",
                        column: x => x.repository_id,
                        principalTable: "repositories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_maintenance_runs_repository_id",
                table: "maintenance_runs",
                column: "repository_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_copies_repository_id",
                table: "plan_copies",
                column: "repository_id");

            migrationBuilder.AddForeignKey(
                name: "fk_maintenance_runs_repositories_repository_id",
                table: "maintenance_runs",
                column: "repository_id",
                principalTable: "repositories",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.Sql(ClaimJob(
                // Claims of one plan's backups wait for each other here, and then on their repository: always in this order.
                lockPlan: "PERFORM FROM backup_plans WHERE id = candidate_plan_id AND candidate_type = 'backup' FOR NO KEY UPDATE;",
                planIsFree: """
                        AND (candidate.job_type <> 'backup' OR candidate.plan_id IS NULL OR NOT EXISTS (
                            SELECT FROM jobs AS other
                            WHERE other.plan_id = candidate.plan_id AND other.job_type = 'backup' AND other.status = 'running'))
                """));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ClaimJob(lockPlan: "", planIsFree: ""));

            migrationBuilder.DropForeignKey(
                name: "fk_maintenance_runs_repositories_repository_id",
                table: "maintenance_runs");

            migrationBuilder.DropTable(
                name: "plan_copies");

            migrationBuilder.DropIndex(
                name: "ix_maintenance_runs_repository_id",
                table: "maintenance_runs");

            migrationBuilder.DropColumn(
                name: "repository_id",
                table: "maintenance_runs");
        }

        // As the migration ClaimInOneRoundTrip made it, and of each plan one backup at a time.
        private static string ClaimJob(string lockPlan, string planIsFree) => $"""
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
                        WHERE busy.repository_id = candidate.repository_id AND busy.status = 'running'
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    {planIsFree}
                ORDER BY candidate.priority DESC, candidate.created_at, candidate.id
                LIMIT 1 FOR UPDATE SKIP LOCKED;
                IF NOT FOUND THEN
                    RETURN;
                END IF;

                {lockPlan}
                -- Claims on one repository wait for each other here.
                PERFORM FROM repositories WHERE id = candidate_repository_id FOR NO KEY UPDATE;

                UPDATE jobs AS candidate SET status = 'running', lease_id = new_lease_id, lease_expires_at = now() + lease,
                    worker_id = for_worker_id, worker_name = for_worker_name, started_at = now(), sequence = candidate.sequence + 1
                WHERE candidate.id = candidate_id AND candidate.status = 'pending'
                    AND NOT EXISTS (
                        SELECT FROM jobs AS busy
                        WHERE busy.repository_id = candidate.repository_id AND busy.status = 'running'
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    {planIsFree}
                RETURNING candidate.job_type, candidate.sequence INTO claimed_type, claimed_sequence;
            END
            $$;
            """;
    }
}
