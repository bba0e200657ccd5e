// The shape of BorgUi in small: servers, a program that ends, replicas that wait for it, and an entrance.
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;
var secret = builder.AddParameter("secret", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("things");
var redis = builder.AddRedis("redis").WithDataVolume().WithPersistence();

var migrations = builder.AddProject<Projects.BorgUi_LocalHosting_TestProject>("migrations", launchProfileName: null)
    .WithArgs("once")
    .WithReference(database)
    .WithEnvironment("ExitCode", settings["MigrationsExitCode"] ?? "0")
    .WithEnvironment("Journal", settings["Journal"])
    .WaitFor(database);

var api = builder.AddProject<Projects.BorgUi_LocalHosting_TestProject>("api")
    .WithReplicas(settings.GetValue("Replicas", 1))
    .WithReference(database)
    .WithReference(redis)
    .WithEnvironment("Secret", secret)
    .WithEnvironment("Journal", settings["Journal"])
    .WaitFor(redis)
    .WaitForCompletion(migrations)
    .WithHttpHealthCheck("/health");

builder.AddProject<Projects.BorgUi_LocalHosting_TestProject>("web")
    .WithExternalHttpEndpoints()
    .WithReference(api)
    .WithEnvironment("Journal", settings["Journal"])
    .WithEnvironment("Stubborn", settings["Stubborn"] ?? "false")
    .WaitFor(api)
    .WithHttpHealthCheck("/health");

builder.Build().Run();
