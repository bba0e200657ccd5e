using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class RetentionOfOnePlan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "plan_id",
                table: "maintenance_runs",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_maintenance_runs_plan_id",
                table: "maintenance_runs",
                column: "plan_id");

            migrationBuilder.AddForeignKey(
                name: "fk_maintenance_runs_backup_plans_plan_id",
                table: "maintenance_runs",
                column: "plan_id",
                principalTable: "backup_plans",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_maintenance_runs_backup_plans_plan_id",
                table: "maintenance_runs");

            migrationBuilder.DropIndex(
                name: "ix_maintenance_runs_plan_id",
                table: "maintenance_runs");

            migrationBuilder.DropColumn(
                name: "plan_id",
                table: "maintenance_runs");
        }
    }
}
