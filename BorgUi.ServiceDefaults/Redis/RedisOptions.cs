using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>How patient and how roomy the Redis transport is; configuration section <c>BorgUi:Redis</c>.</summary>
internal sealed class RedisOptions
{
    public const string Section = "BorgUi:Redis";

    /// <summary>The longest wait for a connection and for each answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a quiet connection is asked whether it lives.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two attempts to connect.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan MaxReconnectPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Messages that wait to be sent; beyond it the oldest goes.</summary>
    [Range(1, 1_000_000)]
    public int PublishQueueLength { get; set; } = 4096;

    /// <summary>Messages that wait for a slow reader; beyond it the oldest goes.</summary>
    [Range(1, 1_000_000)]
    public int ReadQueueLength { get; set; } = 4096;
}

[OptionsValidator]
internal sealed partial class RedisOptionsValidator : IValidateOptions<RedisOptions>;
