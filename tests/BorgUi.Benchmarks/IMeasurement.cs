using BorgUi.Benchmarks.Results;

namespace BorgUi.Benchmarks;

/// <summary>One thing that is measured.</summary>
internal interface IMeasurement
{
    /// <summary>For <c>--only</c>.</summary>
    string Name { get; }

    /// <exception cref="Exception">It could not be measured.</exception>
    Task<IReadOnlyList<Result>> RunAsync(Bench bench);
}
