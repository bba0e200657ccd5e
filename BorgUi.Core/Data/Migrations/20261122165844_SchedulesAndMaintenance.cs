using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class SchedulesAndMaintenance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "due_times",
                columns: table => new
                {
                    scheduled_item = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    missed_before = table.Column<int>(type: "integer", nullable: false),
                    execution_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_due_times", x => new { x.scheduled_item, x.due_at });
                    table.CheckConstraint("ck_due_times_outcome", "outcome IN ('queued', 'covered', 'missed')");
                });

            migrationBuilder.CreateTable(
                name: "maintenance_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    job_type = table.Column<string>(type: "text", nullable: false),
                    schedule_cron = table.Column<string>(type: "text", nullable: true),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    visible_in_ui = table.Column<bool>(type: "boolean", nullable: false),
                    counts_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_maintenance_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scheduled_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    operation = table.Column<string>(type: "text", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    repository_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cron_expression = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    catch_up = table.Column<string>(type: "text", nullable: false),
                    jitter_seconds = table.Column<int>(type: "integer", nullable: false),
                    blackouts = table.Column<string>(type: "jsonb", nullable: false),
                    counts_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_outcome = table.Column<string>(type: "text", nullable: true),
                    missed_before = table.Column<int>(type: "integer", nullable: false),
                    last_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduled_jobs", x => x.id);
                    table.CheckConstraint("ck_scheduled_jobs_catch_up", "catch_up IN ('once', 'skip')");
                    table.CheckConstraint("ck_scheduled_jobs_jitter", "jitter_seconds >= 0");
                    table.CheckConstraint("ck_scheduled_jobs_last_outcome", "last_outcome IN ('queued', 'covered', 'missed')");
                    table.CheckConstraint("ck_scheduled_jobs_operation", "operation IN ('backup', 'check', 'compact', 'prune')");
                    table.CheckConstraint("ck_scheduled_jobs_target", "(operation IN ('backup', 'prune')) = (plan_id IS NOT NULL) AND (plan_id IS NULL) = (repository_id IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_scheduled_jobs_backup_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "backup_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_scheduled_jobs_jobs_last_job_id",
                        column: x => x.last_job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_scheduled_jobs_repositories_repository_id",
                        column: x => x.repository_id,
                        principalTable: "repositories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "maintenance_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    maintenance_job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true),
                    result_json = table.Column<string>(type: "jsonb", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    worker_name = table.Column<string>(type: "text", nullable: true),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_maintenance_runs", x => x.id);
                    table.CheckConstraint("ck_maintenance_runs_end", "(status = 'running') = (finished_at IS NULL)");
                    table.CheckConstraint("ck_maintenance_runs_status", "status IN ('running', 'completed', 'failed')");
                    table.ForeignKey(
                        name: "fk_maintenance_runs_maintenance_jobs_maintenance_job_id",
                        column: x => x.maintenance_job_id,
                        principalTable: "maintenance_jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_scheduled_job_id",
                table: "jobs",
                column: "scheduled_job_id",
                filter: "scheduled_job_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_due_times_decided_at",
                table: "due_times",
                column: "decided_at");

            migrationBuilder.CreateIndex(
                name: "ix_maintenance_jobs_key",
                table: "maintenance_jobs",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_maintenance_runs_by_job",
                table: "maintenance_runs",
                columns: new[] { "maintenance_job_id", "started_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_maintenance_runs_history",
                table: "maintenance_runs",
                columns: new[] { "started_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_maintenance_runs_one_running",
                table: "maintenance_runs",
                column: "maintenance_job_id",
                unique: true,
                filter: "status = 'running'");

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_jobs_last_job_id",
                table: "scheduled_jobs",
                column: "last_job_id");

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_jobs_name",
                table: "scheduled_jobs",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_jobs_plan_id",
                table: "scheduled_jobs",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_jobs_repository_id",
                table: "scheduled_jobs",
                column: "repository_id");

            migrationBuilder.AddForeignKey(
                name: "fk_jobs_scheduled_jobs_scheduled_job_id",
                table: "jobs",
                column: "scheduled_job_id",
                principalTable: "scheduled_jobs",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_jobs_scheduled_jobs_scheduled_job_id",
                table: "jobs");

            migrationBuilder.DropTable(
                name: "due_times");

            migrationBuilder.DropTable(
                name: "maintenance_runs");

            migrationBuilder.DropTable(
                name: "scheduled_jobs");

            migrationBuilder.DropTable(
                name: "maintenance_jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_scheduled_job_id",
                table: "jobs");
        }
    }
}
