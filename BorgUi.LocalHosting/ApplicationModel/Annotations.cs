namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>Wait until the dependency is ready or, with an exit code, until it has ended with that code.</summary>
internal sealed record WaitAnnotation(IResource Dependency, int? CompletionExitCode) : IResourceAnnotation;

/// <summary>Adds variables to the environment of a process, once ports and parameters are known.</summary>
internal sealed record EnvironmentAnnotation(Func<IDictionary<string, string>, CancellationToken, ValueTask> ApplyAsync) : IResourceAnnotation;

internal sealed record ArgumentsAnnotation(IReadOnlyList<string> Arguments) : IResourceAnnotation;

internal sealed record HttpHealthCheckAnnotation(string Path, int StatusCode) : IResourceAnnotation;

/// <summary>This is where people enter: it listens on its stable port.</summary>
internal sealed record ExternalHttpEndpointsAnnotation : IResourceAnnotation;

internal sealed record ReplicaAnnotation(int Replicas) : IResourceAnnotation;

/// <summary>Keeps what it knows in the data folder; redis writes a snapshot after this time and number of changes.</summary>
internal sealed record PersistenceAnnotation(TimeSpan Interval, long KeysChangedThreshold) : IResourceAnnotation;
