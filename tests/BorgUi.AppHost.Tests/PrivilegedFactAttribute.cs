namespace BorgUi.AppHost.Tests;

/// <summary>A test of what only root can prepare, such as a small disk; passed over for everybody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrivilegedFactAttribute : FactAttribute
{
    public PrivilegedFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "Only root can mount a disk of its own.";
        }
    }
}
