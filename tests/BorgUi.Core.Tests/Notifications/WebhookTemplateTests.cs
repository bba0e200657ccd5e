using BorgUi.Core.Notifications;

namespace BorgUi.Core.Tests.Notifications;

public sealed class WebhookTemplateTests
{
    [Fact]
    public void Values_are_escaped_for_the_string_that_they_stand_in()
    {
        var filled = WebhookTemplate.Fill("""{"msg": "{{title}}: {{ text }}", "n": 1}""", new Dictionary<string, string> { ["title"] = "a \"b\"", ["text"] = "one\ntwo {{title}}" });

        using var json = System.Text.Json.JsonDocument.Parse(filled);
        Assert.Equal("a \"b\": one\ntwo {{title}}", json.RootElement.GetProperty("msg").GetString());
    }

    [Theory]
    [InlineData("""{"msg": "{{title}}"}""", null)]
    [InlineData("""["{{event}}", "{{severity}}", "{{id}}", "{{link}}", "{{occurred_at}}", "{{is_repeat}}", "{{text}}"]""", null)]
    [InlineData("""{"msg": "{{titel}}"}""", "There is no {{titel}}")]
    [InlineData("""{"msg": {{title}}}""", "This is no JSON")]
    [InlineData("""{"msg": "{{title}}" """, "This is no JSON")]
    public void What_is_wrong_is_said_before_it_is_stored(string template, string? problem)
    {
        var said = WebhookTemplate.Check(template);

        Assert.Equal(problem is null, said is null);
        Assert.StartsWith(problem ?? "", said ?? "", StringComparison.Ordinal);
    }
}
