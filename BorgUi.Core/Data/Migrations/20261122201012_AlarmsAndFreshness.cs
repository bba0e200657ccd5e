using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class AlarmsAndFreshness : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "free_bytes",
                table: "repositories",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "space_measured_at",
                table: "repositories",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "total_bytes",
                table: "repositories",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "absent_reason",
                table: "backup_plans",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "absent_until",
                table: "backup_plans",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<TimeSpan>(
                name: "expected_every",
                table: "backup_plans",
                type: "interval",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "added_at",
                table: "plan_copies",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.CreateTable(
                name: "alarms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_type = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cleared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alarms", x => x.id);
                    table.CheckConstraint("ck_alarms_subject_type", "subject_type IN ('plan', 'repository', 'worker')");
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_backup_plans_absence",
                table: "backup_plans",
                sql: "absent_until IS NOT NULL OR absent_reason IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alarms_history",
                table: "alarms",
                columns: new[] { "raised_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_alarms_one_active",
                table: "alarms",
                columns: new[] { "kind", "subject_id" },
                unique: true,
                filter: "cleared_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alarms");

            migrationBuilder.DropCheckConstraint(
                name: "ck_backup_plans_absence",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "added_at",
                table: "plan_copies");

            migrationBuilder.DropColumn(
                name: "free_bytes",
                table: "repositories");

            migrationBuilder.DropColumn(
                name: "space_measured_at",
                table: "repositories");

            migrationBuilder.DropColumn(
                name: "total_bytes",
                table: "repositories");

            migrationBuilder.DropColumn(
                name: "absent_reason",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "absent_until",
                table: "backup_plans");

            migrationBuilder.DropColumn(
                name: "expected_every",
                table: "backup_plans");
        }
    }
}
