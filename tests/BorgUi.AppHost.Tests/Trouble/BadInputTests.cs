using System.Net;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>What cannot be accepted is refused with the field and the reason, by the API and beside the field of the page.</summary>
[Collection(SharedSystem.Collection)]
public sealed class BadInputTests(SharedSystem shared)
{
    private const string Script = "<script>alert(\"1\")</script>";

    private static readonly string LongName = new('x', 10_000);

    private readonly ApiUser _user = shared.User;

    [Fact]
    public async Task The_api_names_each_field_of_a_repository_that_cannot_be()
    {
        var answer = await _user.RefusedAsync(HttpMethod.Post, "/api/repositories", new CreateRepositoryRequest
        {
            Name = LongName,
            Location = "/srv/two\nlines",
            Site = "\"quoted\"",
            Encryption = Script,
            SshPrivateKey = Script,
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["encryption", "location", "name", "passphrase", "site", "ssh_private_key"], answer.Errors.Keys.Order());
        Assert.Equal(["The name has 10000 characters; shorten it to at most 200."], answer.Errors["name"]);
        Assert.Equal(["The location holds a control character or a line break."], answer.Errors["location"]);
    }

    [Fact]
    public async Task The_api_names_each_field_of_a_plan_that_cannot_be()
    {
        var answer = await _user.RefusedAsync(HttpMethod.Post, "/api/plans", new SavePlanRequest
        {
            Name = Script,
            RepositoryId = Guid.NewGuid(),
            Sources = [],
            ExcludePatterns = ["zz:what"],
            Compression = "\"",
            ArchiveNameTemplate = "two\nlines-{now}",
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["archive_name_template", "compression", "exclude_patterns", "name", "repository_id", "sources"], answer.Errors.Keys.Order());
        Assert.Equal(["There is no repository with this id; it may have been deleted."], answer.Errors["repository_id"]);
        Assert.Equal(["Give 1 to 1000 absolute paths to back up."], answer.Errors["sources"]);
    }

    [Fact]
    public async Task The_api_refuses_a_backup_of_nothing_to_nowhere()
    {
        var nothing = await _user.RefusedAsync(HttpMethod.Post, "/api/backup/run", new CreateBackupJobRequest { RepositoryId = Guid.NewGuid(), Sources = [] });
        var unknown = await _user.RefusedAsync(HttpMethod.Post, "/api/backup/run", new CreateBackupJobRequest { PlanId = Guid.NewGuid() });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (nothing.Status, unknown.Status));
        Assert.Equal(["repository_id", "sources"], nothing.Errors.Keys.Order());
        Assert.Equal(["There is no plan with this id; it may have been deleted."], unknown.Errors["plan_id"]);
    }

    [Theory]
    [InlineData("GET", "/api/repositories/{0}")]
    [InlineData("POST", "/api/repositories/{0}/sync")]
    [InlineData("DELETE", "/api/repositories/{0}")]
    [InlineData("GET", "/api/plans/{0}")]
    [InlineData("GET", "/api/jobs/{0}")]
    [InlineData("GET", "/api/jobs/{0}/log")]
    [InlineData("POST", "/api/jobs/{0}/cancel")]
    [InlineData("GET", "/api/archives/{0}")]
    public async Task The_api_does_not_know_what_is_not_there(string method, string path)
    {
        var answer = await _user.RefusedAsync(HttpMethod.Parse(method), string.Format(null, path, Guid.NewGuid()));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.NotEmpty(answer.Title);
    }

    [Theory]
    [InlineData("/repositories/{0}")]
    [InlineData("/repositories/{0}/edit")]
    [InlineData("/plans/{0}")]
    [InlineData("/jobs/{0}")]
    [InlineData("/archives/{0}")]
    public async Task The_pages_do_not_know_what_is_not_there(string path)
    {
        var page = await shared.Browser.OpenAsync(string.Format(null, path, Guid.NewGuid()));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("There is no such page", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_new_repository_says_beside_each_field_what_is_wrong_and_keeps_what_was_typed()
    {
        var page = await shared.Browser.SubmitAsync("/repositories/new",
        [
            new("Input.Create", "true"), new("Input.Name", LongName), new("Input.Location", $"relative/{Script}"), new("Input.Site", "\"quoted\""),
            new("Input.Encryption", "repokey"), new("Input.Passphrase", ""), new("Input.KnownHosts", Script),
        ]);

        AssertWhole(page);
        Assert.Equal("The name has 10000 characters; shorten it to at most 200.", page.ErrorBeside("Input.Name"));
        Assert.Equal("Give an absolute path, or ssh://user@host:port/path.", page.ErrorBeside("Input.Location"));
        Assert.StartsWith("A site has 1 to 64 letters", page.ErrorBeside("Input.Site"), StringComparison.Ordinal);
        Assert.StartsWith("A passphrase is missing", page.ErrorBeside("Input.Passphrase"), StringComparison.Ordinal);
        Assert.StartsWith("A line is not one of a known_hosts file", page.ErrorBeside("Input.KnownHosts"), StringComparison.Ordinal);
        Assert.Equal((LongName, $"relative/{Script}", Script), (page.ValueOf("Input.Name"), page.ValueOf("Input.Location"), page.ValueOf("Input.KnownHosts")));
    }

    [Fact]
    public async Task The_page_of_a_new_plan_says_beside_each_field_what_is_wrong_and_keeps_what_was_typed()
    {
        await _user.CreateRepositoryAsync("for a bad plan", shared.System.In("for-a-bad-plan"));
        var sources = $"/srv/{Script}\nnot/absolute \"quoted\"";
        var page = await shared.Browser.SubmitAsync("/plans/new",
        [
            new("Input.Name", Script), new("Input.RepositoryId", Script), new("Input.Sources", sources.ReplaceLineEndings("\r\n")),
            new("Input.Compression", "fast"), new("Input.ArchiveNameTemplate", "always the same"),
        ]);

        AssertWhole(page);
        Assert.Equal("The name holds < or >; leave them out.", page.ErrorBeside("Input.Name"));
        Assert.NotEmpty(page.ErrorBeside("Input.RepositoryId"));
        Assert.Equal("\"not/absolute \"quoted\"\" is not absolute; begin it with /.", page.ErrorBeside("Input.Sources"));
        Assert.NotEmpty(page.ErrorBeside("Input.Compression"));
        Assert.StartsWith("The name must be new each second", page.ErrorBeside("Input.ArchiveNameTemplate"), StringComparison.Ordinal);
        Assert.Equal((Script, sources), (page.ValueOf("Input.Name"), page.ValueOf("Input.Sources").ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task An_empty_plan_and_a_search_for_markup_break_no_page()
    {
        await _user.CreateRepositoryAsync("for an empty plan", shared.System.In("for-an-empty-plan"));

        var empty = await shared.Browser.SubmitAsync("/plans/new", []);
        var search = await shared.Browser.OpenAsync($"/jobs?search={Uri.EscapeDataString(Script)}");

        AssertWhole(empty);
        Assert.Equal("A name is missing: give 1 to 200 characters.", empty.ErrorBeside("Input.Name"));
        Assert.Equal("Give 1 to 1000 absolute paths to back up.", empty.ErrorBeside("Input.Sources"));
        AssertWhole(search);
        Assert.Contains("No job matches", search.Text, StringComparison.Ordinal);
    }

    private static void AssertWhole(PageAnswer page)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.EndsWith("</html>", page.Html.TrimEnd(), StringComparison.Ordinal);
    }
}
