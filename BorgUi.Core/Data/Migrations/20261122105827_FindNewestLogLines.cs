using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BorgUi.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class FindNewestLogLines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By the time of each chunk's last line; EF has no word for an index on an expression.
            migrationBuilder.Sql("CREATE INDEX ix_job_log_chunks_last_at ON job_log_chunks ((at[cardinality(at)]));");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_job_log_chunks_last_at;");
        }
    }
}
