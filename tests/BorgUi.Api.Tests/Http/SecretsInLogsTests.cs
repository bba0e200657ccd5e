using BorgUi.Contracts.Access;

namespace BorgUi.Api.Tests.Http;

public sealed class SecretsInLogsTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task No_log_of_any_level_holds_a_secret()
    {
        const string Passphrase = "passphrase-7f3a9c";
        const string WrongPassword = "wrong-password-51bd02";
        var key = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0LWtleS1ib2R5\n-----END OPENSSH PRIVATE KEY-----";
        var client = await api.AsAsync(Roles.Operator);
        var tokens = await api.LogInAsync(Roles.Operator);
        await api.Nobody.PostJsonAsync("/api/auth/refresh", new RefreshRequest(tokens.RefreshToken));
        await api.Nobody.PostJsonAsync("/api/auth/login", new LoginRequest(Roles.Operator, WrongPassword));
        await api.With("borgui_at_wrong-token-88aa").ReadFromAsync("/api/auth/me");

        // Stored, refused, and broken in the middle.
        await client.PostJsonAsync("/api/repositories", new { name = "a", location = "/a", passphrase = Passphrase });
        await client.PostJsonAsync("/api/repositories", new { name = "", location = "b", passphrase = Passphrase, ssh_private_key = key });
        await client.SendJsonAsync(HttpMethod.Post, "/api/repositories", $$"""{"passphrase":"{{Passphrase}}","name":{ """);
        await client.SendJsonAsync(HttpMethod.Post, "/api/repositories", $$"""{"passphrase":["{{Passphrase}}"]}""");

        foreach (var secret in new[] { Passphrase, WrongPassword, ApiApplication.Password, tokens.AccessToken, tokens.RefreshToken, "wrong-token-88aa", "c2VjcmV0LWtleS1ib2R5" })
        {
            Assert.DoesNotContain(secret, api.Log.Text, StringComparison.Ordinal);
        }

        Assert.Contains("/api/repositories", api.Log.Text, StringComparison.Ordinal);
    }
}
