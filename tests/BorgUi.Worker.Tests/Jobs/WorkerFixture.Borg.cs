using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>What borg works on, and borgs themselves.</summary>
public sealed partial class WorkerFixture
{
    /// <summary>Runs somebody else's borg to its end, which must be a good one.</summary>
    public async Task RunBorgAsync(params string[] arguments)
    {
        var run = await CapturedRun.RunAsync(ForeignBorg(arguments));
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>Somebody else's borg, with the same passphrase and a base folder of its own, as if on another machine.</summary>
    internal ChildProcessStart ForeignBorg(params string[] arguments) => new()
    {
        FileName = "borg",
        Arguments = arguments,
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["BORG_BASE_DIR"] = Path.Combine(Folder, "foreign"),
            ["BORG_HOST_ID"] = "laptop.example@186240203219",
            ["BORG_PASSPHRASE"] = Passphrase,
            ["BORG_RELOCATED_REPO_ACCESS_IS_OK"] = "yes",
            ["BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK"] = "yes",
        },
    };

    /// <summary>A program for the shell that stands in for borg.</summary>
    public string WriteBorg(string script)
    {
        var path = Path.Combine(Folder, "borg.sh");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Runs a script in a folder, for what .NET cannot name.</summary>
    public static async Task<string> ShellAsync(string folder, string script)
    {
        var run = await CapturedRun.RunAsync(new() { FileName = "sh", Arguments = ["-c", script], WorkingDirectory = folder });
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    /// <summary>A folder of files with random content.</summary>
    public string MakeSource(string name, int files, int bytesEach)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        var random = new Random(42);
        var content = new byte[bytesEach];
        for (var i = 0; i < files; i++)
        {
            random.NextBytes(content);
            File.WriteAllBytes(Path.Combine(folder, $"file-{i:D5}.bin"), content);
        }

        return folder;
    }

    /// <summary>A backup, seen at work, that would take borg many minutes.</summary>
    public async Task<Job> StartLongBackupAsync(Guid repository, Guid? plan = null, params string[] sourcesAfter)
    {
        // A file of zeros costs no disk.
        ResizeLongSource(200_000_000_000);
        var id = await EnqueueBackupAsync(repository, plan, [LongSource, .. sourcesAfter]);
        return await WaitForAsync(id, job => job is { Status: JobStatus.Running, ProcessPid: not null, Progress.OriginalSizeBytes: > 0 });
    }

    /// <summary>So that the next run of a long backup ends soon.</summary>
    public void ShortenLongSource() => ResizeLongSource(1_000_000);

    public static ProcessIdentity BorgOf(Job job) => new(job.ProcessPid!.Value, job.ProcessStartedAt!.Value);

    private string LongSource => Path.Combine(Folder, "long");

    private void ResizeLongSource(long bytes)
    {
        Directory.CreateDirectory(LongSource);
        using var file = new FileStream(Path.Combine(LongSource, "sparse.bin"), FileMode.OpenOrCreate);
        file.SetLength(bytes);
    }
}
