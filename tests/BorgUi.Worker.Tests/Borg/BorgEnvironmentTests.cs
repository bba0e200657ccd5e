using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

public sealed class BorgEnvironmentTests
{
    private static readonly BorgEnvironment Plain = new() { BaseDirectory = "/base", HostId = "worker-1", Passphrase = "s3cret" };

    [Fact]
    public void Answers_every_question_before_it_is_asked()
    {
        var variables = Plain.VariablesFor(BorgCommand.InfoRepository("/repo"));

        Assert.Equal("s3cret", variables["BORG_PASSPHRASE"]);
        Assert.Equal("yes", variables["BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK"]);
        Assert.Equal("yes", variables["BORG_RELOCATED_REPO_ACCESS_IS_OK"]);
        Assert.Equal(("UTC", "C.UTF-8", "modern"), (variables["TZ"], variables["LANG"], variables["BORG_EXIT_CODES"]));
        Assert.DoesNotContain("BORG_NEW_PASSPHRASE", variables.Keys);
        Assert.DoesNotContain("BORG_CHECK_I_KNOW_WHAT_I_AM_DOING", variables.Keys);
    }

    [Fact]
    public void Confirms_a_repair_only_for_a_repair()
    {
        var variables = Plain.VariablesFor(BorgCommand.Check("/repo", new() { Repair = true }));

        Assert.Equal("YES", variables["BORG_CHECK_I_KNOW_WHAT_I_AM_DOING"]);
    }

    [Fact]
    public void Refuses_to_change_the_passphrase_into_the_old_one_by_accident() =>
        Assert.Throws<InvalidOperationException>(() => Plain.VariablesFor(BorgCommand.KeyChangePassphrase("/repo")));

    [Fact]
    public void Does_not_print_its_secrets() => Assert.DoesNotContain("s3cret", $"{Plain}", StringComparison.Ordinal);

    [Fact]
    public void Calls_ssh_without_questions_and_with_what_is_given_only()
    {
        var ssh = new BorgSsh { KnownHostsFile = "/keys/100% known hosts", IdentityFile = "/keys/it's", LogFile = "/tmp/log" };

        Assert.Equal(
            """ssh -F /dev/null -o 'IdentityFile="/keys/it'"'"'s"' -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes -o 'UserKnownHostsFile="/keys/100%% known hosts"' -o GlobalKnownHostsFile=/dev/null -o ServerAliveInterval=10 -o ServerAliveCountMax=3 -o ConnectTimeout=20 -E '/tmp/log'""",
            ssh.ToRemoteShell());
    }
}
