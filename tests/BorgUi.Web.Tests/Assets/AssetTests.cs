using System.Text.RegularExpressions;
using BorgUi.Web.Tests.Fakes;
using BorgUi.Web.Tests.Pages;

namespace BorgUi.Web.Tests.Assets;

/// <summary>What a browser loads for a page, as it goes over the wire; from a build's output, as run.sh starts it.</summary>
public sealed partial class AssetTests(LoggedInSite site) : IClassFixture<LoggedInSite>
{
    private const long MostBytesOfFirstPage = 250_000;
    private const long MostBytesOfPageItself = 100_000;

    [Fact]
    public async Task Every_asset_of_a_page_is_kept_for_a_year_and_needs_no_question_again()
    {
        foreach (var address in await AssetsOfAsync("/"))
        {
            using var answer = await FetchAsync(address);

            Assert.Equal("public, max-age=31536000, immutable", $"{answer.Headers.CacheControl}");
            Assert.True(answer.Content.Headers.ContentType?.MediaType == "image/svg+xml" || answer.Content.Headers.ContentEncoding.Count > 0, $"{address} is not compressed.");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/jobs")]
    [InlineData("/jobs/{running}")]
    public async Task The_first_page_is_light(string page)
    {
        var address = site.Fill(page);
        using var itself = await FetchAsync(address);
        var pageBytes = (await itself.Content.ReadAsByteArrayAsync()).LongLength;
        var assetBytes = 0L;
        foreach (var asset in await AssetsOfAsync(address))
        {
            using var answer = await FetchAsync(asset);
            assetBytes += (await answer.Content.ReadAsByteArrayAsync()).LongLength;
        }

        Assert.InRange(pageBytes, 1, MostBytesOfPageItself);
        Assert.InRange(pageBytes + assetBytes, 1, MostBytesOfFirstPage);
    }

    private async Task<IReadOnlyList<string>> AssetsOfAsync(string page)
    {
        string[] assets =
        [
            .. Asset().Matches(await site.Browser.GetStringAsync(page)).Select(match => match.Groups["address"].Value).Distinct(),
        ];
        Assert.NotEmpty(assets);
        return assets;
    }

    private async Task<HttpResponseMessage> FetchAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("gzip, deflate, br, zstd");
        var answer = await site.Browser.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answers {answer.StatusCode}");
        return answer;
    }

    [GeneratedRegex("""(?:src|href)="(?<address>/(?:css|js|lib|img)/[^"#]+)""")]
    private static partial Regex Asset();
}
