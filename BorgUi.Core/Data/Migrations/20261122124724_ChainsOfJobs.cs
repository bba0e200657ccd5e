using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ChainsOfJobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "chain_id",
                table: "jobs",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "chain_step",
                table: "jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "follow_ups",
                table: "jobs",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "chain_on_failure",
                table: "backup_plans",
                type: "text",
                nullable: false,
                defaultValue: "stop");

            migrationBuilder.AddColumn<string>(
                name: "retention",
                table: "backup_plans",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "run_check_after",
                table: "backup_plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "run_compact_after",
                table: "backup_plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "run_prune_after",
                table: "backup_plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "ix_jobs_by_chain",
                table: "jobs",
                columns: new[] { "chain_id", "created_at" },
                filter: "chain_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_one_follow_up",
                table: "jobs",
                columns: new[] { "chain_id", "chain_step" },
                unique: true,
                filter: "triggered_by = 'chain'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_jobs_chain",
                table: "jobs",
                sql: "chain_id IS NOT NULL OR follow_ups IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_backup_plans_chain_on_failure",
                table: "backup_plans",
                sql: "chain_on_failure IN ('stop', 'continue')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_backup_plans_retention",
                table: "backup_plans",
                sql: "retention IS NOT NULL OR NOT run_prune_after");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_by_chain",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_one_follow_up",
                table: "jobs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_jobs_chain",
                table: "jobs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_backup_plans_chain_on_failure",
                table: "backup_plans");

            migrationBuilder.DropCheckConstraint(
                name: "ck_backup_plans_retention",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "chain_id",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "chain_step",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "follow_ups",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "chain_on_failure",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "retention",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "run_check_after",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "run_compact_after",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "run_prune_after",
                table: "backup_plans");
        }
    }
}
