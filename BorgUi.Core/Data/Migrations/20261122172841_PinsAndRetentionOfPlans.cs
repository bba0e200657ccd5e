using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class PinsAndRetentionOfPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "foreign_archives",
                table: "backup_plans",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "prune_may_delete_most",
                table: "backup_plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_pinned",
                table: "archives",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "foreign_archives",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "prune_may_delete_most",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "is_pinned",
                table: "archives");
        }
    }
}
