using System.Text.Json;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Notifications;

/// <summary>An attempt to send one message; what comes of it is written only by who holds it.</summary>
/// <param name="Attempt">From 1.</param>
/// <param name="FirstAttemptAt">By the database's clock, like <paramref name="Now"/>.</param>
/// <param name="IsRepeat">An attempt before this one ended without anybody knowing whether the message arrived.</param>
/// <param name="IsOvertaken">A later message about the same thing is here already.</param>
public sealed record ClaimedDelivery(
    Guid Id, Guid LeaseId, Guid ChannelId, NotificationEvent Event, Guid? SubjectId, NotificationFacts Facts, int Attempt, DateTimeOffset FirstAttemptAt,
    bool IsRepeat, bool IsOvertaken, DateTimeOffset CreatedAt, DateTimeOffset Now);

/// <summary>
/// The messages that wait. A claim holds one for as long as its lease lasts, and of each channel one at a time, so that a channel gets
/// its messages in order and a dead target holds up nobody else. Who dies between sending and saying so leaves its claim behind: the
/// next one takes the same message, and knows that it may have arrived.
/// </summary>
public sealed class NotificationOutbox(NpgsqlDataSource dataSource)
{
    private const int RemovedAtOnce = 1_000;

    /// <summary>Takes the message that has waited longest, a test before all others; null when none may go now.</summary>
    /// <param name="takeAfter">How long it must have waited for somebody else.</param>
    /// <param name="kinds">Of the channels that the caller can send to.</param>
    public async Task<ClaimedDelivery?> ClaimAsync(TimeSpan lease, TimeSpan takeAfter, IReadOnlyCollection<ChannelKind> kinds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(ClaimSql);
        var leaseId = Guid.CreateVersion7();
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = leaseId }, new() { Value = lease }, new() { Value = takeAfter }, new() { Value = kinds.Select(WordConverter<ChannelKind>.WordOf).ToArray() },
        });
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? Read(reader, leaseId) : null;
        }
        catch (PostgresException error) when (error.ConstraintName == NotificationDeliveryConfiguration.OneAtATimeIndex)
        {
            // Somebody else has begun with this channel meanwhile.
            return null;
        }
    }

    /// <summary>The target has taken it.</summary>
    /// <returns>False, here and below, when the claim was no longer ours; then nothing is written.</returns>
    public Task<bool> DeliveredAsync(ClaimedDelivery claim, string? answer, CancellationToken cancellationToken) =>
        EndAsync(claim, DeliveryState.Delivered, answer, error: null, mayHaveArrived: false, cancellationToken);

    /// <summary>It was tried long enough.</summary>
    public Task<bool> GiveUpAsync(ClaimedDelivery claim, string error, string? answer, bool mayHaveArrived, CancellationToken cancellationToken) =>
        EndAsync(claim, DeliveryState.Failed, answer, error, mayHaveArrived, cancellationToken);

    /// <summary>There is no sense in it any more.</summary>
    public Task<bool> OvertakeAsync(ClaimedDelivery claim, CancellationToken cancellationToken) =>
        EndAsync(claim, DeliveryState.Overtaken, answer: null, "It ended before its start could be told.", mayHaveArrived: false, cancellationToken);

    /// <summary>It failed this time, and is tried again.</summary>
    public Task<bool> PostponeAsync(ClaimedDelivery claim, TimeSpan wait, string error, string? answer, bool mayHaveArrived, CancellationToken cancellationToken) => ChangeAsync(
        """
        UPDATE notification_deliveries SET state = 'pending', lease_id = NULL, lease_expires_at = NULL, next_attempt_at = now() + $3,
            last_error = $4, answer = $5, may_have_arrived = may_have_arrived OR $6
        WHERE id = $1 AND lease_id = $2
        """,
        claim,
        [new() { Value = wait }, new() { Value = error }, Text(answer), new() { Value = mayHaveArrived }],
        cancellationToken);

    /// <summary>The channel is silent until then. This was no attempt.</summary>
    public Task<bool> HoldAsync(ClaimedDelivery claim, DateTimeOffset until, CancellationToken cancellationToken) => ChangeAsync(
        """
        UPDATE notification_deliveries SET state = 'held', lease_id = NULL, lease_expires_at = NULL, next_attempt_at = $3,
            attempts = attempts - 1, first_attempt_at = CASE WHEN attempts > 1 THEN first_attempt_at END
        WHERE id = $1 AND lease_id = $2
        """,
        claim, [new() { Value = until }], cancellationToken);

    /// <summary>Puts a message back that waits or was given up: it is sent now, and the time in which it is tried begins anew.</summary>
    /// <returns>False when it is in no such state.</returns>
    public async Task<bool> RetryAsync(Guid deliveryId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            UPDATE notification_deliveries SET state = 'pending', next_attempt_at = now(), first_attempt_at = NULL, finished_at = NULL
            WHERE id = $1 AND state IN ('pending', 'held', 'failed') AND lease_id IS NULL
            """);
        command.Parameters.Add(new() { Value = deliveryId });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Removes what was finished before, in small statements.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemoveFinishedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (removed, batch) = (0, 0);
        do
        {
            await using var command = dataSource.CreateCommand("""
                DELETE FROM notification_deliveries WHERE id IN (
                    SELECT id FROM notification_deliveries WHERE created_at < $1 AND finished_at < $1 ORDER BY created_at LIMIT $2)
                """);
            command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = before }, new() { Value = RemovedAtOnce } });
            batch = await command.ExecuteNonQueryAsync(cancellationToken);
            removed += batch;
        }
        while (batch == RemovedAtOnce);

        return removed;
    }

    // The channel's row is locked for the moment of the claim, and nobody waits for it: so two claims seldom meet at the unique index.
    private const string ClaimSql = """
        UPDATE notification_deliveries AS mine SET lease_id = $1, lease_expires_at = now() + $2, attempts = mine.attempts + 1,
            first_attempt_at = coalesce(mine.first_attempt_at, now()), may_have_arrived = mine.may_have_arrived OR mine.lease_id IS NOT NULL
        WHERE mine.id = (
            SELECT waiting.id FROM notification_deliveries AS waiting JOIN notification_channels AS channel ON channel.id = waiting.channel_id
            WHERE waiting.finished_at IS NULL AND waiting.next_attempt_at <= now() - $3 AND channel.kind = ANY ($4)
                AND (channel.enabled OR waiting.event = 'test' OR waiting.lease_id IS NOT NULL)
                AND (waiting.lease_id IS NULL OR waiting.lease_expires_at < now() - $3)
                AND NOT EXISTS (
                    SELECT FROM notification_deliveries AS busy
                    WHERE busy.channel_id = waiting.channel_id AND busy.lease_id IS NOT NULL AND busy.id <> waiting.id)
            ORDER BY waiting.event = 'test' DESC, waiting.next_attempt_at, waiting.created_at
            LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
        RETURNING mine.id, mine.channel_id, mine.event, mine.subject_id, mine.facts, mine.attempts, mine.first_attempt_at, mine.may_have_arrived,
            EXISTS (
                SELECT FROM notification_deliveries AS later
                WHERE later.channel_id = mine.channel_id AND later.subject_id = mine.subject_id AND later.created_at > mine.created_at),
            mine.created_at, now()
        """;

    private static ClaimedDelivery Read(NpgsqlDataReader reader, Guid leaseId) => new(
        reader.GetGuid(0),
        leaseId,
        reader.GetGuid(1),
        WordConverter<NotificationEvent>.ValueOf(reader.GetString(2)),
        reader.IsDBNull(3) ? null : reader.GetGuid(3),
        JsonSerializer.Deserialize(reader.GetString(4), NotificationJson.Default.NotificationFacts)!,
        reader.GetInt32(5),
        reader.GetFieldValue<DateTimeOffset>(6),
        reader.GetBoolean(7),
        reader.GetBoolean(8),
        reader.GetFieldValue<DateTimeOffset>(9),
        reader.GetFieldValue<DateTimeOffset>(10));

    private Task<bool> EndAsync(ClaimedDelivery claim, DeliveryState state, string? answer, string? error, bool mayHaveArrived, CancellationToken cancellationToken) => ChangeAsync(
        """
        UPDATE notification_deliveries SET state = $3, lease_id = NULL, lease_expires_at = NULL, finished_at = now(),
            last_error = $4, answer = $5, may_have_arrived = may_have_arrived OR $6
        WHERE id = $1 AND lease_id = $2
        """,
        claim,
        [new() { Value = WordConverter<DeliveryState>.WordOf(state) }, Text(error), Text(answer), new() { Value = mayHaveArrived }],
        cancellationToken);

    private async Task<bool> ChangeAsync(string sql, ClaimedDelivery claim, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(parameters.Prepend(new() { Value = claim.LeaseId }).Prepend(new() { Value = claim.Id }).ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
