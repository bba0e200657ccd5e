using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Settings;

namespace BorgUi.Api.Tests.Settings;

public sealed class SettingsTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task What_is_saved_is_read_and_a_reset_brings_the_defaults_back()
    {
        var admin = await api.AsAsync(Roles.Admin);
        using var cleared = await admin.RemoveAsync("/api/settings");
        Assert.Equal(HistorySettings.Defaults, (await admin.GetAsync<ServerSettings>("/api/settings")).History);

        var wanted = new HistorySettings { LogDaysKept = 30, JobDaysKept = 365 };
        using var saved = await admin.SendJsonAsync(HttpMethod.Put, "/api/settings", """{ "history": { "log_days_kept": 30, "job_days_kept": 365 } }""");
        Assert.Equal(wanted, (await saved.ReadAsync<ServerSettings>(HttpStatusCode.OK)).History);
        Assert.Equal(wanted, (await admin.GetAsync<ServerSettings>("/api/settings")).History);

        using var reset = await admin.RemoveAsync("/api/settings");
        Assert.Equal(HistorySettings.Defaults, (await reset.ReadAsync<ServerSettings>(HttpStatusCode.OK)).History);
        Assert.Equal(HistorySettings.Defaults, (await admin.GetAsync<ServerSettings>("/api/settings")).History);
    }

    [Theory]
    [InlineData("log_jobs_kept", 0)]
    [InlineData("log_days_kept", -1)]
    [InlineData("job_days_kept", 36_501)]
    public async Task A_number_that_cannot_be_is_named_and_nothing_is_saved(string field, int value)
    {
        var admin = await api.AsAsync(Roles.Admin);
        var before = await admin.GetAsync<ServerSettings>("/api/settings");

        using var refused = await admin.SendJsonAsync(HttpMethod.Put, "/api/settings", $$"""{ "history": { "{{field}}": {{value}} } }""");

        Assert.Equal([$"history.{field}"], await refused.ReadErrorFieldsAsync());
        Assert.Equal(before, await admin.GetAsync<ServerSettings>("/api/settings"));
    }
}
