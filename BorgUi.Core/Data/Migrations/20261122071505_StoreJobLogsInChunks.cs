using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class StoreJobLogsInChunks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "job_log_chunks",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_number = table.Column<long>(type: "bigint", nullable: false),
                    last_number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset[]>(type: "timestamp with time zone[]", nullable: false),
                    levels = table.Column<string[]>(type: "text[]", nullable: false),
                    messages = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_log_chunks", x => new { x.job_id, x.first_number });
                    table.CheckConstraint("ck_job_log_chunks_length", "last_number - first_number + 1 = cardinality(messages) AND cardinality(messages) = cardinality(at) AND cardinality(messages) = cardinality(levels)");
                    table.ForeignKey(
                        name: "fk_job_log_chunks_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            // Lines without a gap between them (number - row_number stays the same), a thousand to a chunk.
            migrationBuilder.Sql("""
                INSERT INTO job_log_chunks (job_id, first_number, last_number, at, levels, messages)
                SELECT job_id, min(number), max(number), array_agg(at ORDER BY number), array_agg(level ORDER BY number), array_agg(message ORDER BY number)
                FROM (SELECT *, number - row_number() OVER (PARTITION BY job_id ORDER BY number) AS island FROM job_log) AS line
                GROUP BY job_id, island, number / 1000;
                """);

            migrationBuilder.DropTable(
                name: "job_log");

            migrationBuilder.Sql("""
                CREATE VIEW job_log AS
                SELECT chunk.job_id, chunk.first_number + line.ordinal - 1 AS number, line.at, line.level, line.message,
                    chunk.last_number AS chunk_last_number
                FROM job_log_chunks AS chunk
                CROSS JOIN LATERAL unnest(chunk.at, chunk.levels, chunk.messages) WITH ORDINALITY AS line(at, level, message, ordinal);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER VIEW job_log RENAME TO job_log_lines;");

            migrationBuilder.CreateTable(
                name: "job_log",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_log", x => new { x.job_id, x.number });
                    table.CheckConstraint("ck_job_log_level", "level IN ('debug', 'info', 'warning', 'error')");
                    table.ForeignKey(
                        name: "fk_job_log_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql("INSERT INTO job_log (job_id, number, at, level, message) SELECT job_id, number, at, level, message FROM job_log_lines;");
            migrationBuilder.Sql("DROP VIEW job_log_lines;");
            migrationBuilder.DropTable(
                name: "job_log_chunks");
        }
    }
}
