using System.Reflection;

namespace BorgUi.LocalHosting.Testing;

/// <summary>An AppHost program that a test runs inside itself: it is held at Build() and at Run() until the test goes on.</summary>
internal sealed class TestedAppHost(Assembly entryAssembly, string dataPath) : IDisposable
{
    private static readonly AsyncLocal<TestedAppHost?> Ambient = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _model = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _buildAllowed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _testEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The one whose program runs here; null outside of tests.</summary>
    public static TestedAppHost? Current => Ambient.Value;

    public Assembly EntryAssembly => entryAssembly;

    public string DataPath => dataPath;

    /// <summary>Runs the program on a thread of its own, and answers when it has said all about its resources.</summary>
    public Task<DistributedApplicationBuilder> StartProgramAsync(string[] args, CancellationToken cancellationToken)
    {
        Ambient.Value = this;
        new Thread(() => RunProgram(args)) { IsBackground = true, Name = "AppHost under test" }.Start();
        Ambient.Value = null;
        return _model.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _buildAllowed.TrySetResult();
        return _application.Task.WaitAsync(cancellationToken);
    }

    public void ModelIsComplete(DistributedApplicationBuilder builder)
    {
        _model.TrySetResult(builder);
        _buildAllowed.Task.GetAwaiter().GetResult();
    }

    public void ApplicationIsBuilt(DistributedApplication application) => _application.TrySetResult(application);

    public Task WaitForTestAsync(CancellationToken cancellationToken) => _testEnded.Task.WaitAsync(cancellationToken);

    public void Dispose()
    {
        _buildAllowed.TrySetCanceled();
        _testEnded.TrySetResult();
        if (Directory.Exists(dataPath))
        {
            Directory.Delete(dataPath, recursive: true);
        }
    }

    private void RunProgram(string[] args)
    {
        try
        {
            var entryPoint = entryAssembly.EntryPoint ?? throw new InvalidOperationException($"{entryAssembly.GetName().Name} is not a program.");
            entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, entryPoint.GetParameters().Length == 0 ? [] : [args], culture: null);
            _model.TrySetException(new InvalidOperationException("The AppHost ended without a call of Build()."));
        }
        catch (Exception error)
        {
            // At the edge: whatever the program throws belongs to the test that waits for it.
            _model.TrySetException(error);
            _application.TrySetException(error);
        }
    }
}
