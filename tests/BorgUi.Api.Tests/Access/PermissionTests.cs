using System.Net;
using System.Text;
using System.Text.Json;
using BorgUi.Contracts.Access;

namespace BorgUi.Api.Tests.Access;

/// <summary>Walks the OpenAPI document and asks every operation as nobody, viewer, operator and admin.</summary>
public sealed class PermissionTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private const string Nobody = "nobody";

    /// <summary>The least caller of each operation. An operation without a row here fails the test.</summary>
    private static readonly Dictionary<string, string> LeastCaller = new()
    {
        ["GET /api/auth/setup"] = Nobody,
        ["POST /api/auth/setup"] = Nobody,
        ["POST /api/auth/login"] = Nobody,
        ["POST /api/auth/refresh"] = Nobody,
        ["POST /api/auth/logout"] = Roles.Viewer,
        ["GET /api/auth/me"] = Roles.Viewer,
        ["GET /api/repositories"] = Roles.Viewer,
        ["POST /api/repositories"] = Roles.Operator,
        ["GET /api/repositories/{id}"] = Roles.Viewer,
        ["PATCH /api/repositories/{id}"] = Roles.Operator,
        ["DELETE /api/repositories/{id}"] = Roles.Admin,
        ["POST /api/repositories/{id}/sync"] = Roles.Operator,
        ["POST /api/repositories/{id}/test"] = Roles.Operator,
        ["POST /api/repositories/{id}/check"] = Roles.Operator,
        ["GET /api/repositories/{id}/check-jobs"] = Roles.Viewer,
        ["GET /api/repositories/check-jobs/{job_id}"] = Roles.Viewer,
        ["POST /api/repositories/{id}/compact"] = Roles.Operator,
        ["GET /api/repositories/{id}/compact-jobs"] = Roles.Viewer,
        ["GET /api/repositories/compact-jobs/{job_id}"] = Roles.Viewer,
        ["POST /api/repositories/{id}/prune"] = Roles.Operator,
        ["POST /api/repositories/{id}/prune/preview"] = Roles.Viewer,
        ["GET /api/repositories/{id}/prune-jobs"] = Roles.Viewer,
        ["GET /api/repositories/prune-jobs/{job_id}"] = Roles.Viewer,
        ["POST /api/repositories/{id}/break-lock"] = Roles.Operator,
        ["POST /api/repositories/{id}/key/export"] = Roles.Admin,
        ["GET /api/repositories/{id}/key"] = Roles.Admin,
        ["POST /api/repositories/{id}/key/change-passphrase"] = Roles.Admin,
        ["GET /api/repositories/{id}/recovery-kit"] = Roles.Admin,
        ["POST /api/repositories/{id}/recovery-kit/accept-risk"] = Roles.Admin,
        ["POST /api/sync-repositories"] = Roles.Operator,
        ["POST /api/sync-archives"] = Roles.Operator,
        ["GET /api/plans"] = Roles.Viewer,
        ["POST /api/plans"] = Roles.Operator,
        ["GET /api/plans/{id}"] = Roles.Viewer,
        ["PUT /api/plans/{id}"] = Roles.Operator,
        ["DELETE /api/plans/{id}"] = Roles.Operator,
        ["POST /api/plans/{id}/drill"] = Roles.Operator,
        ["GET /api/plans/{id}/backups"] = Roles.Viewer,
        ["POST /api/plans/{id}/looked"] = Roles.Operator,
        ["GET /api/scheduled-jobs"] = Roles.Viewer,
        ["POST /api/scheduled-jobs"] = Roles.Operator,
        ["GET /api/scheduled-jobs/preview"] = Roles.Viewer,
        ["POST /api/scheduled-jobs/preview"] = Roles.Viewer,
        ["GET /api/scheduled-jobs/upcoming"] = Roles.Viewer,
        ["POST /api/scheduled-jobs/enable"] = Roles.Operator,
        ["POST /api/scheduled-jobs/disable"] = Roles.Operator,
        ["GET /api/scheduled-jobs/{id}"] = Roles.Viewer,
        ["PUT /api/scheduled-jobs/{id}"] = Roles.Operator,
        ["DELETE /api/scheduled-jobs/{id}"] = Roles.Operator,
        ["POST /api/scheduled-jobs/{id}/run-now"] = Roles.Operator,
        ["GET /api/scheduled-jobs/{id}/due-times"] = Roles.Viewer,
        ["GET /api/v1/maintenance/jobs"] = Roles.Viewer,
        ["GET /api/v1/maintenance/jobs/{id}"] = Roles.Viewer,
        ["PATCH /api/v1/maintenance/jobs/{id}"] = Roles.Admin,
        ["POST /api/v1/maintenance/jobs/{id}/run"] = Roles.Operator,
        ["POST /api/v1/settings/retention/run"] = Roles.Operator,
        ["GET /api/v1/maintenance/runs"] = Roles.Viewer,
        ["GET /api/v1/maintenance/runs/{id}"] = Roles.Viewer,
        ["GET /api/notifications/channels"] = Roles.Admin,
        ["POST /api/notifications/channels"] = Roles.Admin,
        ["GET /api/notifications/channels/{id}"] = Roles.Admin,
        ["PUT /api/notifications/channels/{id}"] = Roles.Admin,
        ["DELETE /api/notifications/channels/{id}"] = Roles.Admin,
        ["POST /api/notifications/channels/{id}/enable"] = Roles.Admin,
        ["POST /api/notifications/channels/{id}/disable"] = Roles.Admin,
        ["POST /api/notifications/channels/{id}/test"] = Roles.Admin,
        ["GET /api/notifications/deliveries"] = Roles.Admin,
        ["POST /api/notifications/deliveries/{id}/retry"] = Roles.Admin,
        ["POST /api/backup/run"] = Roles.Operator,
        ["GET /api/backup/jobs/{job_id}"] = Roles.Viewer,
        ["GET /api/backup/logs/{job_id}"] = Roles.Viewer,
        ["GET /api/jobs"] = Roles.Viewer,
        ["GET /api/jobs/export.csv"] = Roles.Viewer,
        ["DELETE /api/jobs/cleanup"] = Roles.Operator,
        ["GET /api/jobs/{job_id}"] = Roles.Viewer,
        ["GET /api/jobs/interrupted"] = Roles.Viewer,
        ["POST /api/jobs/recover"] = Roles.Operator,
        ["POST /api/jobs/dismiss"] = Roles.Operator,
        ["PATCH /api/jobs/{job_id}"] = Roles.Operator,
        ["DELETE /api/jobs/{job_id}"] = Roles.Operator,
        ["POST /api/jobs/{job_id}/cancel"] = Roles.Operator,
        ["POST /api/jobs/{job_id}/pause"] = Roles.Operator,
        ["POST /api/jobs/{job_id}/start"] = Roles.Operator,
        ["GET /api/jobs/{job_id}/log"] = Roles.Viewer,
        ["GET /api/jobs/{job_id}/log.txt"] = Roles.Viewer,
        ["GET /api/jobs/{job_id}/differences"] = Roles.Viewer,
        ["GET /api/jobs/{job_id}/differences.csv"] = Roles.Viewer,
        ["GET /api/archives"] = Roles.Viewer,
        ["GET /api/archives/{id}"] = Roles.Viewer,
        ["PATCH /api/archives/{id}"] = Roles.Operator,
        ["DELETE /api/archives/{id}"] = Roles.Operator,
        ["POST /api/archives/{id}/restore"] = Roles.Operator,
        ["POST /api/archives/{id}/download-links"] = Roles.Operator,
        ["GET /api/archives/{id}/download"] = Roles.Operator,
        ["GET /api/archives/{id}/entries"] = Roles.Viewer,
        ["POST /api/archives/{id}/rename"] = Roles.Operator,
        ["GET /api/archives/{id}/diff/{other_id}"] = Roles.Viewer,
        ["POST /api/archives/{id}/diff/{other_id}"] = Roles.Operator,
        ["POST /api/archives/{id}/compare"] = Roles.Operator,
        ["POST /api/archives/{id}/index"] = Roles.Operator,
        ["GET /api/repositories/{id}/versions"] = Roles.Viewer,
        ["GET /api/repositories/{id}/growth"] = Roles.Viewer,
        ["GET /api/search"] = Roles.Viewer,
        ["GET /api/restore/jobs/{job_id}"] = Roles.Viewer,
        ["GET /api/restore/jobs/{job_id}/report"] = Roles.Viewer,
        ["GET /api/restore/jobs/{job_id}/report.csv"] = Roles.Viewer,
        ["GET /api/logs"] = Roles.Viewer,
        ["GET /api/workers"] = Roles.Viewer,
        ["DELETE /api/workers/{id}"] = Roles.Operator,
        ["GET /api/alarms"] = Roles.Viewer,
        ["GET /api/settings"] = Roles.Admin,
        ["PUT /api/settings"] = Roles.Admin,
        ["DELETE /api/settings"] = Roles.Admin,
        ["GET /api/stats/dashboard"] = Roles.Viewer,
    };

    // Each may do what those before may do.
    private static readonly string[] Callers = [Nobody, Roles.Viewer, Roles.Operator, Roles.Admin];

    [Fact]
    public async Task Every_operation_lets_exactly_those_pass_that_the_table_says()
    {
        var operations = await OperationsAsync();
        Assert.Equal(LeastCaller.Keys.Order(), operations.Order());

        foreach (var caller in Callers)
        {
            foreach (var operation in operations)
            {
                Assert.Equal((operation, caller, Expected(operation, caller)), (operation, caller, await AskAsync(operation, caller)));
            }
        }
    }

    [Theory]
    [InlineData("GET", "/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("GET", "/metrics", HttpStatusCode.OK)]
    [InlineData("GET", "/api/nonsense", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/jobs", HttpStatusCode.MethodNotAllowed)]
    public async Task Outside_the_document_strangers_are_refused_too(string method, string address, HttpStatusCode asViewer)
    {
        using var stranger = await api.Nobody.SendAsync(new(new(method), address));
        using var viewer = await (await api.AsAsync(Roles.Viewer)).SendAsync(new(new(method), address));

        Assert.Equal((HttpStatusCode.Unauthorized, asViewer), (stranger.StatusCode, viewer.StatusCode));
    }

    [Fact]
    public async Task The_document_says_what_each_operation_needs()
    {
        var document = await (await api.AsAsync(Roles.Viewer)).GetAsync<JsonElement>("/openapi/v1.json");

        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer").GetProperty("scheme").GetString());
        var ids = new List<string>();
        foreach (var (name, operation) in Operations(document))
        {
            ids.Add(operation.GetProperty("operationId").GetString()!);
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.Equal(LeastCaller[name] != Nobody, operation.TryGetProperty("security", out _));
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), response => response.Name[0] == '2');
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private static string Expected(string operation, string caller) =>
        Array.IndexOf(Callers, caller) >= Array.IndexOf(Callers, LeastCaller[operation]) ? "let pass"
        : caller == Nobody ? "401"
        : "403";

    /// <summary>With ids that are not there and an empty body, so that whoever passes changes nothing.</summary>
    private async Task<string> AskAsync(string operation, string caller)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var client = caller == Nobody ? api.Nobody
            // A logout ends the session, so it gets one of its own.
            : path == "/api/auth/logout" ? api.With((await api.LogInAsync(await ClientNameAsync(caller))).AccessToken)
            : await api.AsAsync(caller);
        using var request = new HttpRequestMessage(new(method), path.Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{job_id}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
            .Replace("{other_id}", Guid.NewGuid().ToString(), StringComparison.Ordinal))
        {
            Content = method is "POST" or "PUT" or "PATCH" ? new StringContent("{}", Encoding.UTF8, "application/json") : null,
        };
        using var response = await client.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.InternalServerError)
        {
            return "500";
        }

        // Login and refresh answer 401 of their own to empty fields; that is their work and no refusal.
        return LeastCaller[operation] == Nobody || response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            ? "let pass"
            : ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<string> ClientNameAsync(string role)
    {
        await api.AsAsync(role);
        return role;
    }

    private async Task<List<string>> OperationsAsync() =>
        [.. Operations(await (await api.AsAsync(Roles.Viewer)).GetAsync<JsonElement>("/openapi/v1.json")).Select(operation => operation.Name)];

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);
}
