using BorgUi.Api.Http;
using BorgUi.Api.Plans;

namespace BorgUi.Api.Tests.Plans;

public sealed class ArchiveNameTemplateTests
{
    [Theory]
    [InlineData("My documents", "{hostname}-my-documents-{utcnow:%Y-%m-%dT%H:%M:%S}")]
    [InlineData("  Größe / {now} :: x ", "{hostname}-größe-now-x-{utcnow:%Y-%m-%dT%H:%M:%S}")]
    [InlineData("!!!", "{hostname}-plan-{utcnow:%Y-%m-%dT%H:%M:%S}")]
    public void The_default_carries_the_name_of_the_plan_and_the_second(string planName, string expected)
    {
        var errors = new FieldErrors();

        Assert.Equal(expected, ArchiveNameTemplate.Check(errors, null, planName));
        Assert.Equal(expected, ArchiveNameTemplate.Check(errors, expected, planName));
        Assert.False(errors.Any);
    }

    [Theory]
    [InlineData("{now}")]
    [InlineData("a-{utcnow}")]
    [InlineData("{uuid4}")]
    [InlineData("{now:%s}")]
    [InlineData("{now:%F} {now:%T}")]
    [InlineData("{{literal}}-{user}-{pid}-{now:%Y%m%d-%H%M%S}")]
    [InlineData("{reverse-fqdn}-{borgversion}-{now}")]
    [InlineData("quote\"s and 'ümlauts' {now}")]
    public void Accepts_what_is_new_each_second(string template)
    {
        var errors = new FieldErrors();

        Assert.Equal(template, ArchiveNameTemplate.Check(errors, template, "x"));
        Assert.False(errors.Any);
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("{hostname}-{pid}")]
    [InlineData("{now:%Y-%m-%d}")]
    [InlineData("{now:%H:%M:%S}")]
    [InlineData("{{now}}")]
    [InlineData("{nonsense}-{now}")]
    [InlineData("{hostname:>10}-{now}")]
    [InlineData("{}-{now}")]
    [InlineData("{now")]
    [InlineData("now}-{now}")]
    [InlineData("{now:%D}-{now}")]
    [InlineData("{now:}")]
    [InlineData("{now:%Q}-{uuid4}")]
    [InlineData("a/b-{now}")]
    [InlineData("a::b-{now}")]
    [InlineData("a\nb-{now}")]
    [InlineData(" {now}")]
    [InlineData("{now}.checkpoint")]
    [InlineData("{now}.checkpoint.2")]
    public void Refuses_names_that_repeat_or_that_borg_cannot_make(string template)
    {
        var errors = new FieldErrors();

        ArchiveNameTemplate.Check(errors, template, "x");

        Assert.True(errors.Has("archive_name_template"));
    }

    [Theory]
    [InlineData('x', 196)]
    [InlineData('é', 90)]
    public void Refuses_what_becomes_too_long_once_it_is_filled_in(char character, int count)
    {
        var errors = new FieldErrors();

        ArchiveNameTemplate.Check(errors, new string(character, count) + "{now}", "x");

        Assert.True(errors.Any);
    }

    [Fact]
    public void The_default_for_a_long_name_fits()
    {
        var errors = new FieldErrors();

        ArchiveNameTemplate.Check(errors, ArchiveNameTemplate.Check(errors, null, new string('漢', 200)), "x");

        Assert.False(errors.Any);
    }

    [Theory]
    [InlineData("{hostname}-home-{utcnow:%Y-%m-%dT%H:%M:%S}", "*-home-*")]
    [InlineData("a[1]{{x}}-{uuid4}", "a?1??*?-*")]
    public void A_template_tells_the_pattern_of_its_names(string template, string glob) => Assert.Equal(glob, ArchiveNameTemplate.GlobOf(template));
}
