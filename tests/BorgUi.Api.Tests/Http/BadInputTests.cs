using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BorgUi.Contracts.Access;

namespace BorgUi.Api.Tests.Http;

/// <summary>Whatever is sent to whatever takes a body, the answer is a clean problem and never a fault of ours.</summary>
public sealed class BadInputTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    public static TheoryData<string> Bodies => new(
        "", "{", "[]", "null", "7", "\"text\"", "{}}", "{\"name\":", "{\"name\":{}}", "{\"name\":[\"a\"]}",
        """{"name":"\ud800","location":"\ud800","username":"\ud800","password":"\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800","refresh_token":"\ud800","sources":["\ud800"],"plan_id":"\ud800"}""",
        """{"name":"\u0000","location":"/\u0000","username":"\u0000","password":"\u0000","refresh_token":"\u0000","sources":["/\u0000"],"compression":"\u0000","archive_name_template":"\u0000","site":"\u0000","passphrase":"\u0000","keyfile":"\u0000","known_hosts":"\u0000","ssh_private_key":"\u0000"}""",
        $$"""{"name":"{{new string('n', 10_000)}}","location":"/{{new string('l', 10_000)}}","username":"{{new string('u', 10_000)}}","password":"{{new string('p', 10_000)}}","refresh_token":"{{new string('r', 10_000)}}","site":"{{new string('s', 10_000)}}"}""",
        """{"name":"<script>alert(1)</script>","location":"<script>","username":"<script>","sources":["<script>"],"encryption":"<script>","create":"maybe"}""",
        """{"priority":99999999999999999999,"plan_id":"not-a-guid"}""",
        new string('[', 5000));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Nonsense_is_refused_cleanly(string body)
    {
        var client = await api.AsAsync(Roles.Operator);
        var id = Guid.NewGuid();
        foreach (var (method, address) in new[]
        {
            (HttpMethod.Post, "/api/auth/setup"), (HttpMethod.Post, "/api/auth/login"), (HttpMethod.Post, "/api/auth/refresh"),
            (HttpMethod.Post, "/api/repositories"), (HttpMethod.Patch, $"/api/repositories/{id}"),
            (HttpMethod.Post, "/api/plans"), (HttpMethod.Put, $"/api/plans/{id}"), (HttpMethod.Post, "/api/backup/run"),
        })
        {
            using var response = await client.SendJsonAsync(method, address, body);

            Assert.InRange((int)response.StatusCode, 400, 499);
            await response.ReadProblemAsync(response.StatusCode);
        }
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        using var content = new StringContent("name=x", Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await (await api.AsAsync(Roles.Operator)).PostAsync(new Uri("/api/plans", UriKind.Relative), content);

        await response.ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("/api/repositories?search=%00")]
    [InlineData("/api/plans?repository_id=x")]
    [InlineData("/api/plans?cursor=AA")]
    [InlineData("/api/archives?repository=%00")]
    [InlineData("/api/archives?limit=-1")]
    [InlineData("/api/archives?cursor=!!")]
    [InlineData("/api/jobs?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTl8YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE")]
    public async Task Nonsense_in_the_address_is_refused_cleanly(string address)
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).ReadFromAsync(address);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused()
    {
        // The limit is Kestrel's, so this one goes over the wire.
        await using var factory = api.OverTheWire();
        using var client = factory.CreateClient();

        using var response = await client.PostJsonAsync("/api/auth/login", new LoginRequest(new string('x', 2 * 1024 * 1024), "x"));

        await response.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }
}
