using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReadListsAndClaimsFromIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_archive_id",
                table: "jobs");

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
                name: "ix_jobs_leases",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_retry_of",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_archive_id",
                table: "jobs",
                column: "archive_id",
                filter: "archive_id IS NOT NULL");

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
                name: "ix_jobs_by_type",
                table: "jobs",
                columns: new[] { "job_type", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_retry_of",
                table: "jobs",
                column: "retry_of",
                filter: "retry_of IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_running",
                table: "jobs",
                column: "repository_id",
                filter: "status = 'running'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_archive_id",
                table: "jobs");

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
                name: "ix_jobs_by_type",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_retry_of",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_running",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_archive_id",
                table: "jobs",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_plan",
                table: "jobs",
                columns: new[] { "plan_id", "created_at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_repository",
                table: "jobs",
                columns: new[] { "repository_id", "created_at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_status",
                table: "jobs",
                columns: new[] { "status", "created_at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_leases",
                table: "jobs",
                column: "lease_expires_at",
                filter: "status = 'running'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_retry_of",
                table: "jobs",
                column: "retry_of");
        }
    }
}
