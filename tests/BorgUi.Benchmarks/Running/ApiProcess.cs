using BorgUi.LocalHosting;
using BorgUi.Testing;

namespace BorgUi.Benchmarks.Running;

/// <summary>The API alone, on a database that is there, with a script that is logged in.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    public const string SecretKey = "the master key of the benchmarks, long enough";

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(1);

    private readonly ServiceProcess _process;

    private ApiProcess(ServiceProcess process, ApiUser user) => (_process, User) = (process, user);

    public ApiUser User { get; }

    public static async Task<ApiProcess> StartAsync(string connectionString, string log)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__borgui"] = connectionString,
            ["BorgUi__SecretKey"] = SecretKey,
            ["ASPNETCORE_URLS"] = address.ToString(),
        };
        var process = await ServiceProcess.StartAsync(new Projects.BorgUi_Api(), [], environment, log);
        try
        {
            var user = new ApiUser(new() { BaseAddress = address });
            await Eventually.HoldsAsync(() => AnswersAsync(user.Http), "the API answers", StartPatience);
            await user.SetUpAsync();
            return new(process, user);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        User.Http.Dispose();
        await _process.DisposeAsync();
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/alive")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
