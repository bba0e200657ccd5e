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

    [Fact]
    public async Task An_alarm_that_is_left_out_is_off_and_a_part_that_is_left_out_has_its_defaults()
    {
        var admin = await api.AsAsync(Roles.Admin);

        using var off = await admin.SendJsonAsync(HttpMethod.Put, "/api/settings", """{ "alarms": { "check_days": 30 } }""");
        Assert.Equal(new AlarmSettings { CheckDays = 30 }, (await off.ReadAsync<ServerSettings>(HttpStatusCode.OK)).Alarms);
        Assert.Equal(new AlarmSettings { CheckDays = 30 }, (await admin.GetAsync<ServerSettings>("/api/settings")).Alarms);

        using var others = await admin.SendJsonAsync(HttpMethod.Put, "/api/settings", """{ "history": { "log_days_kept": 30 } }""");
        Assert.Equal(AlarmSettings.Defaults, (await admin.GetAsync<ServerSettings>("/api/settings")).Alarms);
    }

    [Theory]
    [InlineData("history", "log_jobs_kept", 0)]
    [InlineData("history", "log_days_kept", -1)]
    [InlineData("history", "job_days_kept", 36_501)]
    [InlineData("alarms", "free_percent", 100)]
    [InlineData("alarms", "check_days", 0)]
    public async Task A_number_that_cannot_be_is_named_and_nothing_is_saved(string part, string field, int value)
    {
        var admin = await api.AsAsync(Roles.Admin);
        var before = await admin.GetAsync<ServerSettings>("/api/settings");

        using var refused = await admin.SendJsonAsync(HttpMethod.Put, "/api/settings", $$"""{ "{{part}}": { "{{field}}": {{value}} } }""");

        Assert.Equal([$"{part}.{field}"], await refused.ReadErrorFieldsAsync());
        Assert.Equal(before, await admin.GetAsync<ServerSettings>("/api/settings"));
    }
}
