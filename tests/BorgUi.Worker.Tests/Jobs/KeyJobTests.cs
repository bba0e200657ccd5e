using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Core.Recovery;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Processes;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class KeyJobTests : IClassFixture<WorkerFixture>
{
    private const string New = "a new passphrase, \"quoted\" ü";

    private readonly WorkerFixture _worker;
    private readonly SecretBox _secrets = new(WorkerFixture.SecretKey);

    public KeyJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task An_exported_key_is_kept_sealed_and_stands_in_no_log()
    {
        var id = await _worker.CreateRepositoryAsync();

        var job = await _worker.RunAsync(ExportKeyJob.Of(id, "default", DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        var repository = await _worker.ReadRepositoryAsync(id);
        var key = _secrets.Open(repository.SealedKeyExport!, RepositorySecret.KeyExport(id));
        Assert.StartsWith($"BORG_KEY {repository.BorgRepositoryId}", key, StringComparison.Ordinal);
        Assert.NotNull(repository.KeyExportedAt);
        var secretLine = key.Split('\n')[1];
        Assert.DoesNotContain(await _worker.ReadLogAsync(job.Id), line => line.Message.Contains(secretLine, StringComparison.Ordinal));
        Assert.Null(job.Stats);
    }

    [Theory]
    [InlineData("repokey-blake2", "it's a $passphrase \"quoted\" ü")]
    [InlineData("keyfile-blake2", "another `one` \\")]
    [InlineData("none", null)]
    public async Task What_a_recovery_kit_says_to_type_brings_the_files_back_without_us(string encryption, string? passphrase)
    {
        var id = await _worker.AddRepositoryAsync(encryption, passphrase);
        await _worker.RunAsync(new CreateRepositoryJob { RepositoryId = id, Site = "default", CreatedAt = DateTimeOffset.UnixEpoch });
        var source = _worker.MakeSource($"kit-{id:N}", files: 1, bytesEach: 70_000);
        await _worker.BackUpAsync(id, source);
        if (encryption != "none")
        {
            Assert.Equal(JobStatus.Completed, (await _worker.RunAsync(ExportKeyJob.Of(id, "default", DateTimeOffset.UnixEpoch))).Status);
        }

        var repository = await _worker.ReadRepositoryAsync(id);
        var key = repository.SealedKeyExport is { } seal ? _secrets.Open(seal, RepositorySecret.KeyExport(id)) : null;
        var steps = RecoverySteps.Of(repository.Location, repository.Encryption!, passphrase, key, sshPrivateKey: null, knownHosts: null);
        var elsewhere = Directory.CreateDirectory(Path.Combine(_worker.Folder, $"elsewhere {id:N}")).FullName;

        var typed = await CapturedRun.RunAsync(new()
        {
            FileName = "sh",
            Arguments = ["-e", "-c", string.Join('\n', steps.Select(step => step.Commands))],
            WorkingDirectory = elsewhere,
            Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["HOME"] = elsewhere, ["LC_ALL"] = "C.UTF-8" },
        });

        Assert.True(typed.ExitCode == 0, typed.Error);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(source, "file-00000.bin")), await File.ReadAllBytesAsync($"{elsewhere}/borg-recovery/restored{source}/file-00000.bin"));
    }

    [Theory]
    [InlineData("repokey-blake2")]
    [InlineData("keyfile-blake2")]
    public async Task A_new_passphrase_is_ours_when_it_has_opened_the_repository(string encryption)
    {
        var id = await CreateAsync(encryption);

        var job = await _worker.RunAsync(ChangePassphraseJob.Of(id, "default", New, _secrets, DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        Assert.Equal(New, await StoredPassphraseAsync(id));
        Assert.DoesNotContain(New, job.Command);
        Assert.DoesNotContain(await _worker.ReadLogAsync(job.Id), line => line.Message.Contains(New, StringComparison.Ordinal));
        Assert.Empty(((ChangePassphraseJob)job).Details.SealedNewPassphrase);
        await _worker.BackUpAsync(id, "/etc/hostname");
    }

    [Fact]
    public async Task A_change_that_was_cut_off_after_borg_had_made_it_is_found_out()
    {
        var id = await _worker.CreateRepositoryAsync();
        await _worker.RunAsync(ChangePassphraseJob.Of(id, "default", New, _secrets, DateTimeOffset.UnixEpoch));
        // As if the worker had died before it could store the new one.
        await StoreAsync(id, WorkerFixture.Passphrase);

        var job = await _worker.RunAsync(ChangePassphraseJob.Of(id, "default", New, _secrets, DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        Assert.Equal(New, await StoredPassphraseAsync(id));
    }

    [Fact]
    public async Task A_change_with_a_wrong_passphrase_changes_nothing()
    {
        var id = await _worker.CreateRepositoryAsync();
        await StoreAsync(id, "wrong");

        var job = await _worker.RunAsync(ChangePassphraseJob.Of(id, "default", New, _secrets, DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Failed, "PassphraseWrong"), (job.Status, job.ErrorId));
        Assert.Equal("wrong", await StoredPassphraseAsync(id));
        await StoreAsync(id, WorkerFixture.Passphrase);
        await _worker.BackUpAsync(id, "/etc/hostname");
    }

    private async Task<Guid> CreateAsync(string encryption)
    {
        var id = await _worker.AddRepositoryAsync(encryption);
        var job = await _worker.RunAsync(new CreateRepositoryJob { RepositoryId = id, Site = "default", CreatedAt = DateTimeOffset.UnixEpoch });
        Assert.Equal(JobStatus.Completed, job.Status);
        return id;
    }

    private async Task<string> StoredPassphraseAsync(Guid id) =>
        _secrets.Open((await _worker.ReadRepositoryAsync(id)).SealedPassphrase!, RepositorySecret.Passphrase(id));

    private async Task StoreAsync(Guid id, string passphrase)
    {
        await using var db = _worker.NewContext();
        var seal = _secrets.Seal(passphrase, RepositorySecret.Passphrase(id));
        await db.Repositories.Where(repository => repository.Id == id).ExecuteUpdateAsync(row => row.SetProperty(repository => repository.SealedPassphrase, seal));
    }
}
