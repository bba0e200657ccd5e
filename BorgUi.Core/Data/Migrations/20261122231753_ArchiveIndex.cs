using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ArchiveIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AddColumn<string>(
                name: "index_error",
                table: "archives",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "index_percent",
                table: "archives",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "indexed_at",
                table: "archives",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "index_names",
                columns: table => new
                {
                    series_id = table.Column<int>(type: "integer", nullable: false),
                    folder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lower_path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    names = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lower_names = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                });

            migrationBuilder.CreateTable(
                name: "index_series",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    repository_id = table.Column<Guid>(type: "uuid", nullable: true),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_index_series", x => x.id);
                    table.ForeignKey(
                        name: "fk_index_series_repositories_repository_id",
                        column: x => x.repository_id,
                        principalTable: "repositories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "index_versions",
                columns: table => new
                {
                    series_id = table.Column<int>(type: "integer", nullable: false),
                    folder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_position = table.Column<long>(type: "bigint", nullable: false),
                    last_position = table.Column<long>(type: "bigint", nullable: false),
                    fingerprint = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<short>(type: "smallint", nullable: false),
                    mode = table.Column<short>(type: "smallint", nullable: true),
                    is_exact = table.Column<bool>(type: "boolean", nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    file_count = table.Column<long>(type: "bigint", nullable: true),
                    link_target = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 95);

            migrationBuilder.CreateTable(
                name: "index_points",
                columns: table => new
                {
                    series_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    archive_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_index_points", x => new { x.series_id, x.position });
                    table.ForeignKey(
                        name: "fk_index_points_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_index_points_index_series_series_id",
                        column: x => x.series_id,
                        principalTable: "index_series",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_index_names_search",
                table: "index_names",
                columns: new[] { "lower_names", "lower_path" })
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops", "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_index_names_series_id_folder_id",
                table: "index_names",
                columns: new[] { "series_id", "folder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_index_points_archive_id",
                table: "index_points",
                column: "archive_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_index_series_repository_id_key",
                table: "index_series",
                columns: new[] { "repository_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_index_versions_of_series",
                table: "index_versions",
                column: "series_id")
                .Annotation("Npgsql:IndexMethod", "brin")
                .Annotation("Npgsql:StorageParameter:pages_per_range", 32);

            migrationBuilder.CreateIndex(
                name: "ix_index_versions_series_id_folder_id_name",
                table: "index_versions",
                columns: new[] { "series_id", "folder_id", "name" });

            migrationBuilder.Sql(ClaimJob("""
                AND (candidate.job_type <> 'index_archive' OR NOT EXISTS (
                        SELECT FROM jobs AS writer
                        WHERE writer.repository_id = candidate.repository_id AND writer.status = 'pending' AND writer.repository_access = 'write'
                            AND (writer.not_before IS NULL OR writer.not_before <= now())))
                """));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ClaimJob(noWriterWaits: ""));

            migrationBuilder.DropTable(
                name: "index_names");

            migrationBuilder.DropTable(
                name: "index_points");

            migrationBuilder.DropTable(
                name: "index_versions");

            migrationBuilder.DropTable(
                name: "index_series");

            migrationBuilder.DropColumn(
                name: "index_error",
                table: "archives");

            migrationBuilder.DropColumn(
                name: "index_percent",
                table: "archives");

            migrationBuilder.DropColumn(
                name: "indexed_at",
                table: "archives");

            migrationBuilder.AlterDatabase()
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");
        }

        // As the migration PlansWithSeveralRepositories made it, and no index while a writer waits for the repository.
        private static string ClaimJob(string noWriterWaits) => $"""
            CREATE OR REPLACE FUNCTION claim_job(
                of_sites text[], of_types text[], new_lease_id uuid, lease interval, for_worker_id uuid, for_worker_name text,
                OUT candidate_id uuid, OUT claimed_type text, OUT claimed_sequence bigint)
            LANGUAGE plpgsql AS $$
            DECLARE
                candidate_repository_id uuid;
                candidate_plan_id uuid;
                candidate_type text;
            BEGIN
                SELECT candidate.id, candidate.repository_id, candidate.plan_id, candidate.job_type
                INTO candidate_id, candidate_repository_id, candidate_plan_id, candidate_type FROM jobs AS candidate
                WHERE candidate.status = 'pending' AND candidate.site = ANY(of_sites) AND candidate.job_type = ANY(of_types)
                    AND (candidate.not_before IS NULL OR candidate.not_before <= now())
                    AND NOT EXISTS (
                        SELECT FROM jobs AS busy
                        WHERE busy.repository_id = candidate.repository_id AND busy.status = 'running'
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    AND (candidate.job_type <> 'backup' OR candidate.plan_id IS NULL OR NOT EXISTS (
                        SELECT FROM jobs AS other
                        WHERE other.plan_id = candidate.plan_id AND other.job_type = 'backup' AND other.status = 'running'))
                    {noWriterWaits}
                ORDER BY candidate.priority DESC, candidate.created_at, candidate.id
                LIMIT 1 FOR UPDATE SKIP LOCKED;
                IF NOT FOUND THEN
                    RETURN;
                END IF;

                -- Claims of one plan's backups wait for each other here, and then on their repository: always in this order.
                PERFORM FROM backup_plans WHERE id = candidate_plan_id AND candidate_type = 'backup' FOR NO KEY UPDATE;
                -- Claims on one repository wait for each other here.
                PERFORM FROM repositories WHERE id = candidate_repository_id FOR NO KEY UPDATE;

                UPDATE jobs AS candidate SET status = 'running', lease_id = new_lease_id, lease_expires_at = now() + lease,
                    worker_id = for_worker_id, worker_name = for_worker_name, started_at = now(), sequence = candidate.sequence + 1
                WHERE candidate.id = candidate_id AND candidate.status = 'pending'
                    AND NOT EXISTS (
                        SELECT FROM jobs AS busy
                        WHERE busy.repository_id = candidate.repository_id AND busy.status = 'running'
                            AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    AND (candidate.job_type <> 'backup' OR candidate.plan_id IS NULL OR NOT EXISTS (
                        SELECT FROM jobs AS other
                        WHERE other.plan_id = candidate.plan_id AND other.job_type = 'backup' AND other.status = 'running'))
                RETURNING candidate.job_type, candidate.sequence INTO claimed_type, claimed_sequence;
            END
            $$;
            """;
    }
}
