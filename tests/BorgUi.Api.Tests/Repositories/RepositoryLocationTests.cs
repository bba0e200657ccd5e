using BorgUi.Api.Http;
using BorgUi.Api.Repositories;

namespace BorgUi.Api.Tests.Repositories;

public sealed class RepositoryLocationTests
{
    [Theory]
    [InlineData("/backups/nas", "/backups/nas")]
    [InlineData("  //backups///nas/./  ", "/backups/nas")]
    [InlineData("/with space/ünïcode:colon", "/with space/ünïcode:colon")]
    [InlineData("ssh://nas/srv/borg/", "ssh://nas/srv/borg")]
    [InlineData("ssh://user@nas.example:22/srv//borg", "ssh://user@nas.example:22/srv/borg")]
    [InlineData("ssh://u123-sub1@u123.example:23/./backups/", "ssh://u123-sub1@u123.example:23/./backups")]
    [InlineData("ssh://user@nas/~/borg", "ssh://user@nas/~/borg")]
    [InlineData("ssh://user@[2001:db8:0:0:0:0:0:1]:22/borg", "ssh://user@[2001:db8:0:0:0:0:0:1]:22/borg")]
    public void Has_one_spelling(string given, string expected)
    {
        var errors = new FieldErrors();

        var location = RepositoryLocation.Parse(errors, given);

        Assert.Equal(expected, location?.Text);
        Assert.False(errors.Any);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nas:/srv/borg")]
    [InlineData("file:///srv/borg")]
    [InlineData("/srv::archive")]
    [InlineData("ssh://[2001:db8::1]/srv")]
    [InlineData("/srv/{hostname}")]
    [InlineData("/srv/../etc")]
    [InlineData("/./")]
    [InlineData("ssh://nas")]
    [InlineData("ssh://nas/")]
    [InlineData("ssh://nas/./")]
    [InlineData("ssh:///srv")]
    [InlineData("ssh://-oProxyCommand=x/srv")]
    [InlineData("ssh://-user@nas/srv")]
    [InlineData("ssh://user:password@nas/srv")]
    [InlineData("ssh://nas:0/srv")]
    [InlineData("ssh://nas:65536/srv")]
    [InlineData("ssh://nas:22x/srv")]
    [InlineData("ssh://nas/srv/../etc")]
    [InlineData("ssh://n as/srv")]
    [InlineData("ssh://nas/srv\n/x")]
    public void Refuses_what_borg_or_ssh_would_misread(string given)
    {
        var errors = new FieldErrors();

        Assert.Null(RepositoryLocation.Parse(errors, given));
        Assert.True(errors.Has("location"));
    }
}
