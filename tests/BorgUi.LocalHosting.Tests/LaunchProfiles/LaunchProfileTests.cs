using BorgUi.LocalHosting.Projects;
using BorgUi.Testing;

namespace BorgUi.LocalHosting.Tests.LaunchProfiles;

public sealed class LaunchProfileTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("profiles");

    public LaunchProfileTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Properties"));
        File.WriteAllText(
            Path.Combine(_folder.Path, "Properties", "launchSettings.json"),
            """
            {
              "profiles": {
                "docker": { "commandName": "Docker" },
                "http": { "commandName": "Project", "applicationUrl": "https://localhost:7001;http://localhost:5001" },
                "quiet": { "commandName": "Project", "environmentVariables": { "LEVEL": "quiet" } }, // ours
              }
            }
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_the_one_that_was_asked_for() =>
        Assert.Equal("quiet", LaunchProfile.Choose(_folder.Path, new("quiet", None: false), appHostProfile: "http")?.EnvironmentVariables["LEVEL"]);

    [Fact]
    public void Is_else_the_one_that_the_AppHost_runs_with() =>
        Assert.Equal("quiet", LaunchProfile.Choose(_folder.Path, new(null, None: false), appHostProfile: "quiet")?.EnvironmentVariables["LEVEL"]);

    [Fact]
    public void Is_else_the_first_that_runs_the_project() =>
        Assert.Equal(5001, LaunchProfile.Choose(_folder.Path, new(null, None: false), appHostProfile: "unknown")?.HttpPort);

    [Fact]
    public void Is_none_when_none_was_asked_for() => Assert.Null(LaunchProfile.Choose(_folder.Path, new(null, None: true), appHostProfile: "http"));

    [Fact]
    public void Must_exist_when_it_was_asked_for() =>
        Assert.Throws<HostingException>(() => LaunchProfile.Choose(_folder.Path, new("missing", None: false), appHostProfile: null));
}
