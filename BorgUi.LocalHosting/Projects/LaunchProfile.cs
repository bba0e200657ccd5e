using System.Text.Json;
using System.Text.Json.Serialization;
using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting.Projects;

/// <summary>One profile of a project's Properties/launchSettings.json.</summary>
internal sealed partial record LaunchProfile
{
    private const string ProjectCommand = "Project";

    [JsonPropertyName("commandName")]
    public string? CommandName { get; init; }

    [JsonPropertyName("commandLineArgs")]
    public string? CommandLineArgs { get; init; }

    [JsonPropertyName("applicationUrl")]
    public string? ApplicationUrl { get; init; }

    [JsonPropertyName("environmentVariables")]
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>The port of the first http address: the one that people know.</summary>
    public int? HttpPort => ApplicationUrl?.Split(';')
        .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp ? uri.Port : (int?)null)
        .FirstOrDefault(port => port is not null);

    /// <summary>The profile that was asked for, else the AppHost's, else the first that starts the project; null for none.</summary>
    /// <exception cref="HostingException">There is no profile of the name that was asked for.</exception>
    public static LaunchProfile? Choose(string projectFolder, ProjectLaunchProfile wanted, string? appHostProfile)
    {
        if (wanted.None)
        {
            return null;
        }

        var profiles = Read(projectFolder);
        if (wanted.Name is not null)
        {
            return profiles.GetValueOrDefault(wanted.Name)
                ?? throw new HostingException($"{projectFolder} has no launch profile '{wanted.Name}'.");
        }

        return (appHostProfile is null ? null : profiles.GetValueOrDefault(appHostProfile))
            ?? profiles.Values.FirstOrDefault(profile => profile.CommandName == ProjectCommand);
    }

    private static Dictionary<string, LaunchProfile> Read(string projectFolder)
    {
        var file = Path.Combine(projectFolder, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), SettingsJson.Default.Settings)?.Profiles ?? [];
        }
        catch (JsonException error)
        {
            throw new HostingException($"{file} is not valid: {error.Message}", error);
        }
    }

    private sealed record Settings([property: JsonPropertyName("profiles")] Dictionary<string, LaunchProfile> Profiles);

    [JsonSourceGenerationOptions(ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
    [JsonSerializable(typeof(Settings))]
    private sealed partial class SettingsJson : JsonSerializerContext;
}
