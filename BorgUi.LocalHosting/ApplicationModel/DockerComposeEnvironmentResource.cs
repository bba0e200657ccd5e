namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>Where a deployment goes; nothing of it matters in a local run.</summary>
public class DockerComposeEnvironmentResource(string name) : Resource(name);

public sealed class ComposeFile
{
#pragma warning disable CA2227 // the shape of Aspire's class
    public Dictionary<string, Service> Services { get; set; } = [];
#pragma warning restore CA2227
}

public sealed class Service
{
    public Deploy? Deploy { get; set; }

    public string? Restart { get; set; }

#pragma warning disable CA1002, CA2227 // the shape of Aspire's class
    public List<string> Ports { get; set; } = [];
#pragma warning restore CA1002, CA2227
}

public sealed class Deploy
{
    public int? Replicas { get; set; }
}
