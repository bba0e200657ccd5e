using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Output;
using BorgUi.LocalHosting.Running;
using BorgUi.LocalHosting.Testing;

namespace BorgUi.LocalHosting;

/// <summary>The application as plain processes of this machine.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly DistributedApplicationBuilder _builder;
    private readonly TestedAppHost? _test;
    private readonly TimeProvider _time = TimeProvider.System;
    private DataFolder? _data;
    private ResourceOrchestrator? _orchestrator;
    private bool _disposed;

    internal DistributedApplication(DistributedApplicationBuilder builder, TestedAppHost? test)
    {
        _builder = builder;
        _test = test;
    }

    /// <summary>What the resources are doing.</summary>
    public ResourceNotificationService ResourceNotifications { get; } = new();

    internal IReadOnlyList<IResource> Resources => _builder.Resources;

    internal IReadOnlyList<ResourceInstance> Instances => _orchestrator?.Instances ?? [];

    internal SecretMask Mask => _builder.Mask;

    internal string Name => _builder.ApplicationName;

    internal string? DataPath => _data?.Path;

    /// <summary>From the launch profile of the AppHost; null for any.</summary>
    internal int? ResourcePagePort => _builder.ResourcePagePort;

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args, TestedAppHost.Current);

    /// <summary>Starts everything, shows on the console what happens, and answers when Ctrl+C or SIGTERM ended it.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc cref="Run"/>
    public Task RunAsync(CancellationToken cancellationToken = default) =>
        _test is null
            ? new ConsoleSession(this, ConsoleOutput.Terminal(), _time).RunAsync(cancellationToken)
            : _test.WaitForTestAsync(cancellationToken);

    /// <summary>Starts everything and does not wait for it: ask <see cref="ResourceNotifications"/>.</summary>
    /// <exception cref="HostingException">The data folder or a setting cannot be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => StartAsync(ConsoleOutput.Silent, cancellationToken);

    /// <summary>Stops everything, first those that nobody waits for.</summary>
    public async Task StopAsync()
    {
        if (_orchestrator is not null)
        {
            await _orchestrator.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await StopAsync();
        _orchestrator?.Dispose();
        _data?.Dispose();
        _test?.Dispose();
    }

    internal Task StartAsync(ConsoleOutput console, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var options = HostingOptions.Read(_builder.Configuration) with { IsTest = _test is not null };
        _data = DataFolder.Open(options.DataPath);
        var plan = new RunPlan(
            Resources, _builder.Configuration, _builder.Environment, options, _data, ResourceNotifications, Mask, console, _time);
        _orchestrator = plan.Build();
        _orchestrator.Start();
        return Task.CompletedTask;
    }

    internal void Kill() => _orchestrator?.Kill();
}
