// A program for the tests of the host: a web application, or (argument "once") a program that ends with ExitCode.
using BorgUi.LocalHosting.TestProject;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var journal = new Journal(builder.Configuration["Journal"], builder.Configuration["OTEL_SERVICE_NAME"]);
journal.Write("started");

if (args is ["once"])
{
    return builder.Configuration.GetValue("ExitCode", 0);
}

var app = builder.Build();
app.MapGet("/health", () => "healthy");
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapGet("/say", (string line, ILogger<Program> logger) => logger.LogWarning("{Line}", line));
app.MapPost("/crash", () => Environment.Exit(3));
app.Lifetime.ApplicationStopping.Register(() =>
{
    journal.Write("stopping");
    if (builder.Configuration.GetValue("Stubborn", false))
    {
        new ManualResetEventSlim().Wait();
    }
});
app.Run();
return 0;
