namespace BorgUi.LocalHosting.ApplicationModel;

public class RedisResource : Resource, IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    internal RedisResource(string name, ParameterResource password, int? port, Func<string?> givenConnectionString)
        : base(name)
    {
        PasswordParameter = password;
        FixedPort = port;
        GivenConnectionString = givenConnectionString;
    }

    public ParameterResource PasswordParameter { get; }

    internal int? FixedPort { get; }

    internal int Port { get; set; }

    internal bool IsGiven => GivenConnectionString() is not null;

    /// <summary><c>ConnectionStrings:name</c>: a server that others run.</summary>
    internal Func<string?> GivenConnectionString { get; }

    public async ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        GivenConnectionString() ?? $"localhost:{Port},password={await PasswordParameter.GetValueAsync(cancellationToken)}";
}
