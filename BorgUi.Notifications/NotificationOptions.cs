using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BorgUi.Notifications;

/// <summary>Section <c>BorgUi:Notifications</c>.</summary>
public sealed class NotificationOptions
{
    /// <summary>To how many channels this process sends side by side.</summary>
    [Range(1, 32)]
    public int Senders { get; set; } = 4;

    /// <summary>How often it is looked whether messages wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a message must have waited for somebody else before this process sends it. Workers take it at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan TakeAfter { get; set; }

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan SendWithin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a message belongs to an attempt: then its sender counts as dead. Longer than any attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(10);

    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan RetryAtLeastEvery { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Counted from the first attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The program of channels of the kind apprise, which workers alone run.</summary>
    [Required]
    public string Apprise { get; set; } = "apprise";
}

[OptionsValidator]
internal sealed partial class NotificationOptionsValidator : IValidateOptions<NotificationOptions>;
