using System.Net.Http.Headers;
using BorgUi.Contracts.Access;
using BorgUi.Core.Access;
using BorgUi.Core.Data;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BorgUi.Api.Tests;

/// <summary>The whole API in this process, over a database of its own that is migrated and empty.</summary>
public sealed class ApiApplication : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private readonly Dictionary<string, HttpClient> _clients = [];
    private readonly SemaphoreSlim _loggingIn = new(1, 1);
    private TestDatabase _database = null!;
    private WebApplicationFactory<Program> _factory = null!;

    public ShiftedClock Clock { get; } = new();

    public CapturedLog Log { get; } = new();

    /// <summary>Further settings; set before the application is used.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public IServiceProvider Services => _factory.Services;

    public string ConnectionString => _database.ConnectionString;

    /// <summary>A client without a token.</summary>
    public HttpClient Nobody => _factory.CreateClient();

    public async Task InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(Configure);
    }

    public async Task DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A client that is logged in as a user of the role.</summary>
    public async Task<HttpClient> AsAsync(string role)
    {
        await _loggingIn.WaitAsync();
        try
        {
            if (!_clients.TryGetValue(role, out var client))
            {
                await AddUserAsync(role, role);
                client = _factory.CreateClient();
                client.Timeout = TimeSpan.FromMinutes(10); // A thousand requests at once take a loaded machine more than the 100 s of the default.
                client.DefaultRequestHeaders.Authorization = new("Bearer", (await LogInAsync(role)).AccessToken);
                _clients.Add(role, client);
            }

            return client;
        }
        finally
        {
            _loggingIn.Release();
        }
    }

    public HttpClient With(string accessToken)
    {
        var client = _factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    public async Task<TokenResponse> LogInAsync(string username, string password = Password)
    {
        using var response = await Nobody.PostJsonAsync("/api/auth/login", new LoginRequest(username, password));
        response.EnsureSuccessStatusCode();
        return await response.ReadAsync<TokenResponse>();
    }

    public async Task<Guid> AddUserAsync(string username, string role)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = new User { UserName = username, Role = role };
        var created = await users.CreateAsync(user, Password);
        Assert.True(created.Succeeded, string.Join(", ", created.Errors.Select(error => error.Description)));
        return user.Id;
    }

    /// <summary>Works on the database directly, for what only workers do.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<BorgUiDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<BorgUiDbContext>());
    }

    public Task InDatabaseAsync(Func<BorgUiDbContext, Task> work) => InDatabaseAsync(async db =>
    {
        await work(db);
        return 0;
    });

    /// <summary>A second application over the same database that listens on a port.</summary>
    internal WebApplicationFactory<Program> OverTheWire()
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(Configure);
        factory.UseKestrel(0);
        return factory;
    }

    private void Configure(IWebHostBuilder host)
    {
        host.UseEnvironment("Production");
        host.UseSetting("ConnectionStrings:borgui", _database.ConnectionString);
        host.UseSetting("BorgUi:SecretKey", new string('k', 40));
        host.UseSetting("BorgUi:Access:LoginAttemptsPerMinute", "1000");
        // Tests take the messages out themselves.
        host.UseSetting("BorgUi:Notifications:TakeAfter", "01:00:00");
        foreach (var (name, value) in Settings)
        {
            host.UseSetting(name, value);
        }

        host.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).AddFilter<CapturedLog>(static _ => true));
        host.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // The real cost of a password is the framework's to test; here it would only take minutes.
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        });
    }
}
