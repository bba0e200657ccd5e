using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class PlansOfBorgUiItself : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_backup_plans_sources",
                table: "backup_plans");

            migrationBuilder.AddColumn<bool>(
                name: "includes_borgui",
                table: "backup_plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddCheckConstraint(
                name: "ck_backup_plans_sources",
                table: "backup_plans",
                sql: "cardinality(sources) > 0 OR includes_borgui");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_backup_plans_sources",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "includes_borgui",
                table: "backup_plans");

            migrationBuilder.AddCheckConstraint(
                name: "ck_backup_plans_sources",
                table: "backup_plans",
                sql: "cardinality(sources) > 0");
        }
    }
}
