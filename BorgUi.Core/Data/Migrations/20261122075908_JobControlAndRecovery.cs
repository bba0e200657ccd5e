using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class JobControlAndRecovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "automatic_retries",
                table: "jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "left_behind",
                table: "jobs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "not_before",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pause_requested_at",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "on_interrupted",
                table: "backup_plans",
                type: "text",
                nullable: false,
                defaultValue: "ask");

            migrationBuilder.AddColumn<int>(
                name: "retry_attempts",
                table: "backup_plans",
                type: "integer",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<TimeSpan>(
                name: "retry_delay",
                table: "backup_plans",
                type: "interval",
                nullable: false,
                defaultValue: new TimeSpan(0, 0, 5, 0, 0));

            migrationBuilder.AddCheckConstraint(
                name: "ck_backup_plans_on_interrupted",
                table: "backup_plans",
                sql: "on_interrupted IN ('ask', 'resume', 'dismiss')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_backup_plans_retries",
                table: "backup_plans",
                sql: "retry_attempts >= 0 AND retry_delay > interval '0'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_backup_plans_on_interrupted",
                table: "backup_plans");

            migrationBuilder.DropCheckConstraint(
                name: "ck_backup_plans_retries",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "automatic_retries",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "left_behind",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "not_before",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "pause_requested_at",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "on_interrupted",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "retry_attempts",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "retry_delay",
                table: "backup_plans");
        }
    }
}
