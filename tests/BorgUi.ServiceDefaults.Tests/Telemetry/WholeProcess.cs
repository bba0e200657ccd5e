namespace BorgUi.ServiceDefaults.Tests.Telemetry;

/// <summary>Meters and activity sources are heard by every listener of the process, so these tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeProcess
{
    public const string Name = "whole process";
}
