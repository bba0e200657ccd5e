namespace BorgUi.LocalHosting.Testing;

/// <summary>Runs an AppHost inside a test: on random ports, with a data folder of its own that is gone afterwards.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the program of the assembly that <typeparamref name="TEntryPoint"/> belongs to, up to its call of Build().</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[]? args = null, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var dataPath = Path.Combine(Path.GetTempPath(), $"apphost-test-{Guid.NewGuid():N}");
        var test = new TestedAppHost(typeof(TEntryPoint).Assembly, dataPath);
        return new TestingBuilder(await test.StartProgramAsync(args ?? [], cancellationToken), test);
    }
}
