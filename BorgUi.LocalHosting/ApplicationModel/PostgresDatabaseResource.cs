namespace BorgUi.LocalHosting.ApplicationModel;

public class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent, Func<string?> givenConnectionString)
        : base(name)
    {
        DatabaseName = databaseName;
        Parent = parent;
        GivenConnectionString = givenConnectionString;
    }

    public PostgresServerResource Parent { get; }

    public string DatabaseName { get; }

    internal bool IsGiven => GivenConnectionString() is not null;

    /// <summary><c>ConnectionStrings:name</c>: a database that others run.</summary>
    internal Func<string?> GivenConnectionString { get; }

    public async ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        GivenConnectionString() ?? $"{await Parent.GetConnectionStringAsync(cancellationToken)};Database={DatabaseName}";
}
