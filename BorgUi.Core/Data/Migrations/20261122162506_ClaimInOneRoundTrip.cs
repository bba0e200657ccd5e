using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ClaimInOneRoundTrip : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A function, because its statements see what was committed since the one before: the last one must see the claims
            // for which the second has waited. One call is one round trip and one commit.
            migrationBuilder.Sql("""
                CREATE FUNCTION claim_job(
                    of_sites text[], of_types text[], new_lease_id uuid, lease interval, for_worker_id uuid, for_worker_name text,
                    OUT candidate_id uuid, OUT claimed_type text, OUT claimed_sequence bigint)
                LANGUAGE plpgsql AS $$
                DECLARE
                    candidate_repository_id uuid;
                BEGIN
                    SELECT candidate.id, candidate.repository_id INTO candidate_id, candidate_repository_id FROM jobs AS candidate
                    WHERE candidate.status = 'pending' AND candidate.site = ANY(of_sites) AND candidate.job_type = ANY(of_types)
                        AND (candidate.not_before IS NULL OR candidate.not_before <= now())
                        AND NOT EXISTS (
                            SELECT FROM jobs AS busy
                            WHERE busy.repository_id = candidate.repository_id AND busy.status = 'running'
                                AND (busy.repository_access = 'write' OR candidate.repository_access = 'write'))
                    ORDER BY candidate.priority DESC, candidate.created_at, candidate.id
                    LIMIT 1 FOR UPDATE SKIP LOCKED;
                    IF NOT FOUND THEN
                        RETURN;
                    END IF;

                    -- Claims on one repository wait for each other here.
                    PERFORM FROM repositories WHERE id = candidate_repository_id FOR NO KEY UPDATE;

                    UPDATE jobs AS mine SET status = 'running', lease_id = new_lease_id, lease_expires_at = now() + lease,
                        worker_id = for_worker_id, worker_name = for_worker_name, started_at = now(), sequence = mine.sequence + 1
                    WHERE mine.id = candidate_id AND mine.status = 'pending'
                        AND NOT EXISTS (
                            SELECT FROM jobs AS busy
                            WHERE busy.repository_id = mine.repository_id AND busy.status = 'running'
                                AND (busy.repository_access = 'write' OR mine.repository_access = 'write'))
                    RETURNING mine.job_type, mine.sequence INTO claimed_type, claimed_sequence;
                END
                $$;
                """);
            // Each job leaves dead entries at the head of the index from which jobs are taken. Postgres cleans up after a fifth of
            // the table has changed; with a long history that is never, and each claim walks over all of them.
            migrationBuilder.Sql("ALTER TABLE jobs SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE jobs RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)");
            migrationBuilder.Sql("DROP FUNCTION claim_job(text[], text[], uuid, interval, uuid, text);");
        }
    }
}
