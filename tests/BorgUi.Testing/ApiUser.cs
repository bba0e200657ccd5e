using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Testing;

/// <summary>A script that uses BorgUi from outside, through the one address, as the contract says.</summary>
public sealed class ApiUser(HttpClient http)
{
    public const string UserName = "admin";
    public const string Password = "a password with spaces";
    public const string Passphrase = "correct horse battery staple";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public HttpClient Http => http;

    public async Task SetUpAsync()
    {
        await ExpectAsync(await http.PostAsJsonAsync("/api/auth/setup", new SetupRequest(UserName, Password), Json));
        await LogInAsync();
    }

    public async Task LogInAsync()
    {
        var tokens = await PostAsync<TokenResponse>("/api/auth/login", new LoginRequest(UserName, Password));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
    }

    public async Task<Guid> CreateRepositoryAsync(string name, string location)
    {
        var started = await StartRepositoryAsync(
            new() { Name = name, Location = location, Encryption = RepositoryEncryption.Default, Passphrase = Passphrase });
        var job = await WaitForEndAsync(started.JobId);
        return job.Status == JobStatus.Completed
            ? started.RepositoryId
            : throw new InvalidOperationException($"The repository was not created, {job.Status}: {job.ErrorMessage}");
    }

    public Task<RepositoryStarted> StartRepositoryAsync(CreateRepositoryRequest request) => PostAsync<RepositoryStarted>("/api/repositories", request);

    public Task<RepositoryResponse> GetRepositoryAsync(Guid id) => GetAsync<RepositoryResponse>($"/api/repositories/{id}");

    public async Task<Guid> SyncRepositoryAsync(Guid id) => (await PostAsync<JobStarted>($"/api/repositories/{id}/sync", new { })).JobId;

    public async Task<Guid> CreatePlanAsync(string name, Guid repositoryId, params string[] sources) =>
        (await PostAsync<PlanResponse>("/api/plans", new SavePlanRequest { Name = name, RepositoryId = repositoryId, Sources = sources })).PlanId;

    public async Task<Guid> StartBackupAsync(Guid planId) =>
        (await PostAsync<JobStarted>("/api/backup/run", new CreateBackupJobRequest { PlanId = planId })).JobId;

    public Task<JobResponse> GetJobAsync(Guid jobId) => GetAsync<JobResponse>($"/api/jobs/{jobId}");

    public Task<JobLogPage> GetLogAsync(Guid jobId) => GetAsync<JobLogPage>($"/api/jobs/{jobId}/log?limit=500");

    public async Task<IReadOnlyList<ArchiveResponse>> GetArchivesAsync(Guid repositoryId) =>
        (await GetAsync<Page<ArchiveResponse>>($"/api/archives?repository={repositoryId}")).Items;

    public Task<JobResponse> WaitForEndAsync(Guid jobId) => WaitForAsync(jobId, job => job.CompletedAt is not null);

    public async Task<JobResponse> WaitForAsync(Guid jobId, Func<JobResponse, bool> condition)
    {
        JobResponse? job = null;
        await Eventually.HoldsAsync(async () => condition(job = await GetJobAsync(jobId)), $"condition on job {jobId}");
        return job!;
    }

    public async Task<T> GetAsync<T>(string path) => await ReadAsync<T>(await http.GetAsync(path));

    public async Task<T> PostAsync<T>(string path, object body) => await ReadAsync<T>(await http.PostAsJsonAsync(path, body, Json));

    public async Task<T> PatchAsync<T>(string path, object body) => await ReadAsync<T>(await http.PatchAsJsonAsync(path, body, Json));

    /// <summary>The answer to a request that is refused.</summary>
    public async Task<RefusedAnswer> RefusedAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Json) };
        using var response = await http.SendAsync(request);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new(response.StatusCode, problem.GetProperty("title").GetString()!, problem.TryGetProperty("errors", out var errors)
            ? errors.Deserialize<Dictionary<string, string[]>>()!
            : []);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response) =>
        (await (await ExpectAsync(response)).Content.ReadFromJsonAsync<T>(Json))!;

    private static async Task<HttpResponseMessage> ExpectAsync(HttpResponseMessage response) => response.IsSuccessStatusCode
        ? response
        : throw new HttpRequestException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}", null, response.StatusCode);
}

/// <summary>A problem detail: its title, and what is wrong with each field.</summary>
public sealed record RefusedAnswer(HttpStatusCode Status, string Title, IReadOnlyDictionary<string, string[]> Errors);
