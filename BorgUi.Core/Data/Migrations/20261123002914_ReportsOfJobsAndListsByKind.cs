using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReportsOfJobsAndListsByKind : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_by_plan",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_by_repository",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_by_status",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_history",
                table: "jobs");

            migrationBuilder.CreateTable(
                name: "job_report_chunks",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    line_count = table.Column<int>(type: "integer", nullable: false),
                    lines = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_report_chunks", x => new { x.job_id, x.number });
                    table.CheckConstraint("ck_job_report_chunks_outcome", "outcome IN ('failed', 'skipped', 'restored')");
                    table.ForeignKey(
                        name: "fk_job_report_chunks_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_plan",
                table: "jobs",
                columns: new[] { "plan_id", "created_at", "id" },
                descending: new[] { false, true, true })
                .Annotation("Npgsql:IndexInclude", new[] { "job_type" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_repository",
                table: "jobs",
                columns: new[] { "repository_id", "created_at", "id" },
                descending: new[] { false, true, true })
                .Annotation("Npgsql:IndexInclude", new[] { "job_type" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_status",
                table: "jobs",
                columns: new[] { "status", "created_at", "id" },
                descending: new[] { false, true, true })
                .Annotation("Npgsql:IndexInclude", new[] { "job_type" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_history",
                table: "jobs",
                columns: new[] { "created_at", "id" },
                descending: new bool[0])
                .Annotation("Npgsql:IndexInclude", new[] { "job_type" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "job_report_chunks");

            migrationBuilder.DropIndex(
                name: "ix_jobs_by_plan",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_by_repository",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_by_status",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_history",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_plan",
                table: "jobs",
                columns: new[] { "plan_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_repository",
                table: "jobs",
                columns: new[] { "repository_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_status",
                table: "jobs",
                columns: new[] { "status", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_history",
                table: "jobs",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);
        }
    }
}
