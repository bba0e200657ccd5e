using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class MaintenanceOfRepositories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "key_exported_at",
                table: "repositories",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_check_at",
                table: "repositories",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "last_check_result",
                table: "repositories",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_key_export",
                table: "repositories",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_repositories_last_check_result",
                table: "repositories",
                sql: "last_check_result IN ('ok', 'partial', 'damaged')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_repositories_last_check_result",
                table: "repositories");

            migrationBuilder.DropColumn(
                name: "key_exported_at",
                table: "repositories");

            migrationBuilder.DropColumn(
                name: "last_check_at",
                table: "repositories");

            migrationBuilder.DropColumn(
                name: "last_check_result",
                table: "repositories");

            migrationBuilder.DropColumn(
                name: "sealed_key_export",
                table: "repositories");
        }
    }
}
