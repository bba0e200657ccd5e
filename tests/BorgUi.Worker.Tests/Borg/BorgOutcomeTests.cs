using System.Text;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>How runs are judged and explained, over everything that real borgs did.</summary>
public sealed class BorgOutcomeTests
{
    private static readonly Recording[] Judged =
    [
        .. Recordings.All.Where(recording => recording.Exit is not null && Recordings.Arguments[recording].Contains("--log-json")),
    ];

    [Fact]
    public void An_error_code_is_always_a_failure_and_zero_never()
    {
        foreach (var recording in Judged)
        {
            var (outcome, error) = Judge(recording);

            Assert.True(recording.Exit is not 0 || outcome != BorgOutcome.Failure, $"{recording}");
            Assert.True(recording.Exit is 0 or 1 or (>= 100 and <= 127) || outcome == BorgOutcome.Failure, $"{recording}");
            Assert.Equal(outcome == BorgOutcome.Failure, error is not null);
        }
    }

    [Fact]
    public void Every_message_id_that_was_recorded_is_explained()
    {
        foreach (var (recording, error) in Judged.Select(recording => (recording, Judge(recording).Error)))
        {
            Assert.False(error is { Kind: "unknown", MessageId: not (null or "Exception" or "CommandError" or "RTError") }, $"{recording} {error?.MessageId}");
        }
    }

    [Theory]
    [InlineData("create-few-full", "Success", "Success")]
    [InlineData("init-repokey-blake2", "Success", "Success")]
    [InlineData("sigkill-mid-create-then-list", "Success", "Success")]
    [InlineData("create-permission-denied", "Warning", "Warning")]
    [InlineData("create-permission-denied-level-error", "Warning", "Warning")]
    [InlineData("create-file-vanish-modern", "Warning", "Warning")]
    [InlineData("create-path-missing-modern", "Warning", "Warning")]
    [InlineData("extract-target-not-writable", "Warning", "Warning")]
    [InlineData("extract-path-missing-modern", "Warning", "Warning")]
    [InlineData("delete-archive-missing", "Warning", "Warning")]
    [InlineData("corrupt-repair", "Warning", "Warning")]
    [InlineData("check-progress", "Success", "Success")]
    [InlineData("corrupt-check", "damaged", "damaged")]
    [InlineData("corrupt-check-repository-only", "damaged", "damaged")]
    [InlineData("corrupt-extract-modern", "damaged", "damaged")]
    [InlineData("segment-missing-extract", "damaged", "damaged")]
    [InlineData("wrong-passphrase", "wrong-passphrase", "wrong-passphrase")]
    [InlineData("wrong-passphrase-modern", "wrong-passphrase", "wrong-passphrase")]
    [InlineData("ssh-wrong-passphrase", "wrong-passphrase", "wrong-passphrase")]
    [InlineData("no-passphrase-no-tty", "passphrase-missing", "passphrase-missing")]
    [InlineData("lock-contention-create-modern", "lock-held", "lock-held")]
    [InlineData("lock-stale-otherhost", "lock-held", "lock-held")]
    [InlineData("create-lock-broken-under-it", "lock-lost", "lock-lost")]
    [InlineData("repo-missing-create", "repository-missing", "repository-missing")]
    [InlineData("ssh-repo-missing-modern", "repository-missing", "repository-missing")]
    [InlineData("repo-is-plain-dir", "not-a-repository", "not-a-repository")]
    [InlineData("config-garbage", "not-a-repository", "not-a-repository")]
    [InlineData("init-existing", "repository-exists", "repository-exists")]
    [InlineData("ssh-init-existing", "repository-exists", "repository-exists")]
    [InlineData("init-nonempty-dir", "path-in-use", "path-in-use")]
    [InlineData("init-parent-missing", "parent-missing", "parent-missing")]
    [InlineData("create-duplicate-name-modern", "archive-exists", "archive-exists")]
    [InlineData("info-archive-missing", "archive-missing", "archive-missing")]
    [InlineData("ssh-host-key-changed", "host-key-changed", "host-key-changed")]
    [InlineData("ssh-host-key-unknown", "host-key-unknown", "host-key-unknown")]
    [InlineData("ssh-auth-failure", "ssh-login-refused", "ssh-login-refused")]
    [InlineData("ssh-connection-refused", "connection-refused", "connection-refused")]
    [InlineData("ssh-connection-refused-nodetail", "connection-failed", "connection-failed")]
    [InlineData("ssh-unresolvable-host", "host-not-found", "host-not-found")]
    [InlineData("ssh-remote-borg-missing-modern", "remote-borg-missing", "connection-failed")]
    [InlineData("ssh-restrict-path-violation", "path-not-allowed", "path-not-allowed")]
    [InlineData("ssh-server-noise-on-stdout", "server-noise", "server-noise")]
    [InlineData("ssh-killed-mid-create", "connection-lost", "connection-lost")]
    [InlineData("ssh-server-sigterm-mid-create", "connection-lost", "connection-lost")]
    [InlineData("ssh-rsh-binary-missing", "ssh-missing", "ssh-missing")]
    [InlineData("ssh-append-only-check-repair", "append-only", "append-only")]
    [InlineData("disk-full-create", "disk-full", "disk-full")]
    [InlineData("disk-full-create-modern", "disk-full", "disk-full")]
    [InlineData("cache-disk-full-create", "disk-full", "disk-full")]
    [InlineData("extract-disk-full", "disk-full", "disk-full")]
    [InlineData("quota-exceeded-create", "quota-exceeded", "quota-exceeded")]
    [InlineData("ssh-quota-create", "quota-exceeded", "quota-exceeded")]
    [InlineData("repo-permission-denied", "permission-denied", "permission-denied")]
    [InlineData("keyfile-missing", "key-missing", "key-missing")]
    [InlineData("repo-older-than-cache-create", "repository-replaced", "repository-replaced")]
    [InlineData("relocated-devnull", "access-not-confirmed", "access-not-confirmed")]
    [InlineData("unknown-unencrypted-devnull", "access-not-confirmed", "access-not-confirmed")]
    [InlineData("cache-corrupt-create", "cache-damaged", "Warning")]
    [InlineData("cache-config-corrupt-create", "cache-damaged", "cache-damaged")]
    [InlineData("usage-error-logjson", "usage", "usage")]
    [InlineData("sigterm-mid-create", "ended-by-signal", "ended-by-signal")]
    [InlineData("sigkill-mid-create", "killed", "killed")]
    [InlineData("sigint-mid-create", "interrupted", "interrupted")]
    [InlineData("error-level-critical", "unknown", "unknown")]
    public void Judges_and_explains(string name, string with12, string with14) =>
        Assert.Equal((with12, with14), (Verdict(new("1.2.4", name)), Verdict(new("1.4.5", name))));

    [Fact]
    public void A_lost_hint_of_ssh_is_found_in_its_own_log()
    {
        var diagnosis = new BorgDiagnosis(BorgVerb.ListArchives);
        Observe(diagnosis, new("1.4.5", "ssh-connection-refused-nodetail"));

        var error = BorgErrorCatalogue.Explain(diagnosis, new(81), ["ssh: connect to host 127.0.0.1 port 2299: Connection refused"]);

        Assert.Equal(("connection-refused", true), (error.Kind, error.RetryMayHelp));
        Assert.Contains("ssh: connect to host 127.0.0.1 port 2299: Connection refused", error.Details);
    }

    [Fact]
    public void An_unknown_failure_carries_the_last_words_of_borg()
    {
        var diagnosis = new BorgDiagnosis(BorgVerb.Create);
        for (var line = 1; line <= 30; line++)
        {
            diagnosis.Observe(new RawLine($"line {line}"));
        }

        var error = BorgErrorCatalogue.Explain(diagnosis, new(2), []);

        Assert.Equal("unknown", error.Kind);
        Assert.Equal(Enumerable.Range(11, 20).Select(line => $"line {line}"), error.Details);
    }

    [Theory]
    [InlineData(1, "Traceback (most recent call last):", "ModuleNotFoundError: No module named 'borg'")]
    [InlineData(127, "env: 'borg': No such file or directory", "")]
    public void A_borg_that_does_not_start_is_no_mere_warning(int code, string first, string second)
    {
        var diagnosis = new BorgDiagnosis(BorgVerb.Create);
        diagnosis.Observe(new RawLine(first));
        diagnosis.Observe(new RawLine(second));

        Assert.Equal(BorgOutcome.Failure, diagnosis.Judge(new(code)));
        Assert.Equal("broken-installation", BorgErrorCatalogue.Explain(diagnosis, new(code), []).Kind);
    }

    private static string Verdict(Recording recording) => Judge(recording) is { Error: { } error } ? error.Kind : Judge(recording).Outcome.ToString();

    private static (BorgOutcome Outcome, BorgError? Error) Judge(Recording recording)
    {
        var diagnosis = new BorgDiagnosis(Verb(recording));
        Observe(diagnosis, recording);
        var exitCode = new BorgExitCode(recording.Exit!.Value);
        var outcome = diagnosis.Judge(exitCode);
        return (outcome, outcome == BorgOutcome.Failure ? BorgErrorCatalogue.Explain(diagnosis, exitCode, []) : null);
    }

    private static void Observe(BorgDiagnosis diagnosis, Recording recording)
    {
        foreach (var line in Encoding.UTF8.GetString(recording.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var happened = BorgEventParser.Parse(Encoding.UTF8.GetBytes(line), out var before);
            if (before is not null)
            {
                diagnosis.Observe(before);
            }

            diagnosis.Observe(happened);
        }
    }

    private static BorgVerb Verb(Recording recording) =>
        Recordings.Arguments[recording].Intersect(["init", "create", "check", "extract"]).FirstOrDefault() switch
        {
            "init" => BorgVerb.Init,
            "create" => BorgVerb.Create,
            "check" => BorgVerb.Check,
            "extract" => BorgVerb.Extract,
            _ => BorgVerb.ListArchives,
        };
}
