using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BorgUi.ServiceDefaults.Hosting;

internal sealed class ShutdownOptions
{
    public const string Section = "BorgUi";

    /// <summary>How long a process may take to end its work after SIGTERM before it is cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
internal sealed partial class ShutdownOptionsValidator : IValidateOptions<ShutdownOptions>;
