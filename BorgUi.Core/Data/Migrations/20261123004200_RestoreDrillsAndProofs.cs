using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class RestoreDrillsAndProofs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_scheduled_jobs_operation",
                table: "scheduled_jobs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_scheduled_jobs_target",
                table: "scheduled_jobs");

            migrationBuilder.AddColumn<List<string>>(
                name: "must_have_paths",
                table: "backup_plans",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "proven_at",
                table: "archives",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "proofs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    repository_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    archive_id = table.Column<Guid>(type: "uuid", nullable: true),
                    job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_good = table.Column<bool>(type: "boolean", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    bytes_per_second = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proofs", x => x.id);
                    table.CheckConstraint("ck_proofs_kind", "kind IN ('restore_drill', 'data', 'archives', 'repository', 'repository_part')");
                    table.CheckConstraint("ck_proofs_speed", "bytes_per_second > 0");
                    table.ForeignKey(
                        name: "fk_proofs_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_proofs_backup_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "backup_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_proofs_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_proofs_repositories_repository_id",
                        column: x => x.repository_id,
                        principalTable: "repositories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_scheduled_jobs_operation",
                table: "scheduled_jobs",
                sql: "operation IN ('backup', 'check', 'compact', 'prune', 'restore_drill')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_scheduled_jobs_target",
                table: "scheduled_jobs",
                sql: "(operation IN ('backup', 'prune', 'restore_drill')) = (plan_id IS NOT NULL) AND (plan_id IS NULL) = (repository_id IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_proofs_archive_id",
                table: "proofs",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_proofs_by_plan",
                table: "proofs",
                columns: new[] { "plan_id", "at" },
                descending: new[] { false, true },
                filter: "plan_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_proofs_by_repository",
                table: "proofs",
                columns: new[] { "repository_id", "kind", "at" },
                descending: new[] { false, false, true });

            migrationBuilder.CreateIndex(
                name: "ix_proofs_job_id",
                table: "proofs",
                column: "job_id");

            // Channels that follow the settings have their events in their own rows; this one is on unless somebody switches it off.
            migrationBuilder.Sql("UPDATE notification_channels SET events = events || 'drill_failed'::text WHERE follows_settings");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "proofs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_scheduled_jobs_operation",
                table: "scheduled_jobs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_scheduled_jobs_target",
                table: "scheduled_jobs");

            migrationBuilder.DropColumn(
                name: "must_have_paths",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "proven_at",
                table: "archives");

            migrationBuilder.AddCheckConstraint(
                name: "ck_scheduled_jobs_operation",
                table: "scheduled_jobs",
                sql: "operation IN ('backup', 'check', 'compact', 'prune')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_scheduled_jobs_target",
                table: "scheduled_jobs",
                sql: "(operation IN ('backup', 'prune')) = (plan_id IS NOT NULL) AND (plan_id IS NULL) = (repository_id IS NOT NULL)");
        }
    }
}
