namespace BorgUi.LocalHosting;

/// <summary>What the build writes down about a project that the AppHost references (LocalAppHost.targets).</summary>
public interface IProjectMetadata
{
    /// <summary>The project file.</summary>
    string ProjectPath { get; }

    /// <summary>The assembly that the build of the AppHost made of it.</summary>
    string TargetPath { get; }

    bool SuppressBuild => false;
}
