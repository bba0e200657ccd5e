using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace BorgUi.Web.Tests.Security;

public sealed class SecurityHeadersTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _web = new WebApplicationFactory<Program>()
        .WithWebHostBuilder(web => web.UseEnvironment("Development"));

    public void Dispose() => _web.Dispose();

    [Theory]
    [InlineData("/_parts")]
    [InlineData("/css/tokens.css")]
    [InlineData("/there-is-no-such-page")]
    public async Task Every_answer_carries_the_strict_policy(string path)
    {
        using var client = _web.CreateClient();

        using var answer = await client.GetAsync(path);

        Assert.Equal(
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task The_parts_have_no_inline_style_script_or_handler()
    {
        using var client = _web.CreateClient();

        var page = await client.GetStringAsync("/_parts");

        Assert.DoesNotMatch(@"<[^>]+\sstyle\s*=", page);
        Assert.DoesNotMatch(@"<style[\s>]", page);
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)", page);
        Assert.DoesNotMatch(@"<[^>]+\son[a-z]+\s*=", page);
    }

    [Fact]
    public async Task Names_that_look_like_markup_stay_text()
    {
        using var client = _web.CreateClient();

        var page = await client.GetStringAsync("/_parts");

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parts_are_only_there_in_development()
    {
        await using var production = _web.WithWebHostBuilder(web => web.UseEnvironment("Production"));
        using var client = production.CreateClient();

        using var answer = await client.GetAsync("/_parts");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Assets_are_fingerprinted_and_linked_by_their_fingerprint()
    {
        using var client = _web.CreateClient();

        var page = await client.GetStringAsync("/_parts");

        Assert.Matches(@"/css/tokens\.[a-z0-9]{10}\.css", page);
        Assert.Matches(@"/img/icons\.[a-z0-9]{10}\.svg#jobs", page);
        Assert.Matches(@"/lib/htmx\.min\.[a-z0-9]{10}\.js", page);
    }
}
