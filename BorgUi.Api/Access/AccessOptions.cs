using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BorgUi.Api.Access;

/// <summary>Configuration section <c>BorgUi:Access</c>.</summary>
internal sealed class AccessOptions
{
    public const string Section = "BorgUi:Access";

    /// <summary>Logins that one user name may try in a minute from one address; from one address for all names it is five times as many.</summary>
    [Range(1, 10_000)]
    public int LoginAttemptsPerMinute { get; set; } = 20;

    /// <summary>How long an access token is good.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long a session lasts after its last refresh.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a download can be begun with a link, which needs no login.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DownloadLinkLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Networks (<c>10.0.0.0/8</c>) whose X-Forwarded-For is believed, beside this machine.</summary>
    public IList<string> TrustedProxies { get; } = [];
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
