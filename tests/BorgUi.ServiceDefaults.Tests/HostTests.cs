using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BorgUi.ServiceDefaults.Tests;

public sealed class HostTests
{
    [Fact]
    public async Task The_time_to_shut_down_is_30_seconds_unless_set()
    {
        await using var plain = await TestApp.StartAsync();
        await using var patient = await TestApp.StartAsync(new() { ["BorgUi:ShutdownTimeout"] = "00:02:00" });

        Assert.Equal(TimeSpan.FromSeconds(30), TimeoutOf(plain));
        Assert.Equal(TimeSpan.FromMinutes(2), TimeoutOf(patient));
    }

    [Fact]
    public async Task A_time_to_shut_down_of_nothing_is_refused_at_start() =>
        await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestApp.StartAsync(new() { ["BorgUi:ShutdownTimeout"] = "00:00:00" }));

    private static TimeSpan TimeoutOf(TestApp app) =>
        app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
}
