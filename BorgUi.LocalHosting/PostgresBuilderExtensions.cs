using BorgUi.LocalHosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace BorgUi.LocalHosting;

public static class PostgresBuilderExtensions
{
    /// <summary>A PostgreSQL cluster of our own in the data folder.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null) =>
        builder.AddResource(new PostgresServerResource(name, userName?.Resource, password?.Resource ?? builder.AddPassword(name), port));

    /// <summary>A database of that server, created when it is not there; or the one that <c>ConnectionStrings:name</c> gives.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var configuration = builder.ApplicationBuilder.Configuration;
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource, () => configuration.GetConnectionString(name));
        builder.Resource.Databases.Add(database);
        return builder.ApplicationBuilder.AddResource(database);
    }

    /// <summary>A cluster without files is none: it always keeps them, in the data folder.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        isReadOnly ? throw new NotSupportedException("A local PostgreSQL server cannot run on a read-only folder.") : builder;
}
