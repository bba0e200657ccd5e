using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Hooks;

/// <summary>Section <c>BorgUi:Hooks</c>.</summary>
internal sealed class HookOptions
{
    /// <summary>How long the processes of a hook that has to end may take after SIGTERM, before they are killed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan TerminatePatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the output of a program that has ended is waited for, when something that it left behind holds it open.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan EndOfOutputPatience { get; set; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
internal sealed partial class HookOptionsValidator : IValidateOptions<HookOptions>;
