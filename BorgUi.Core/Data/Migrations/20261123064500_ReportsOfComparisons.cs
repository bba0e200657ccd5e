using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReportsOfComparisons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_job_report_chunks_outcome",
                table: "job_report_chunks");

            migrationBuilder.AddCheckConstraint(
                name: "ck_job_report_chunks_outcome",
                table: "job_report_chunks",
                sql: "outcome IN ('failed', 'skipped', 'restored', 'added', 'removed', 'changed', 'uncompared')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_job_report_chunks_outcome",
                table: "job_report_chunks");

            migrationBuilder.AddCheckConstraint(
                name: "ck_job_report_chunks_outcome",
                table: "job_report_chunks",
                sql: "outcome IN ('failed', 'skipped', 'restored')");
        }
    }
}
