using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Backups;

/// <summary>
/// Turns borg's figures and an estimate of the total into percent, speed and ETA. Unchanged files jump by their full size and
/// small ones cost more than their bytes, so percent is the mean of the share of bytes and of files.
/// </summary>
internal sealed class BackupProgress(TimeProvider time)
{
    private const double Smoothing = 0.2;
    private const double TooEarlyForEta = 0.01;
    private static readonly TimeSpan SpeedWindow = TimeSpan.FromSeconds(1);

    private readonly long _startedAt = time.GetTimestamp();
    private long _speedSince = time.GetTimestamp();
    private long _speedFrom;
    private double? _speed;
    private double? _secondsLeft;

    /// <summary>What the whole backup will probably be; may come while it runs.</summary>
    public BackupEstimate? Estimate { get; set; }

    public JobProgress Next(ArchiveProgress said, JobProgress before)
    {
        var share = Share(said);
        return before with
        {
            Percent = share * 100,
            IsEstimate = true,
            Message = null,
            FilesProcessed = said.Files,
            CurrentFile = said.Path ?? before.CurrentFile,
            OriginalSizeBytes = said.OriginalBytes,
            CompressedSizeBytes = said.CompressedBytes,
            DeduplicatedSizeBytes = said.DeduplicatedBytes,
            TotalBytes = Estimate?.Bytes is { } total ? Math.Max(total, said.OriginalBytes) : null,
            SpeedBytes = Speed(said.OriginalBytes),
            EtaSeconds = SecondsLeft(share),
        };
    }

    private double? Share(ArchiveProgress said) => Estimate is not { } total ? null : (total.Bytes, total.Files) switch
    {
        ( > 0, > 0) => (Part(said.OriginalBytes, total.Bytes) + Part(said.Files, total.Files)) / 2,
        (_, > 0) => Part(said.Files, total.Files),
        _ => null,
    };

    private static double Part(long done, long total) => Math.Min(1, done / (double)total);

    private long? Speed(long bytes)
    {
        var elapsed = time.GetElapsedTime(_speedSince);
        if (elapsed >= SpeedWindow)
        {
            var now = (bytes - _speedFrom) / elapsed.TotalSeconds;
            _speed = _speed is { } speed ? speed + (Smoothing * (now - speed)) : now;
            _speedFrom = bytes;
            _speedSince = time.GetTimestamp();
        }

        return _speed is { } value ? (long)Math.Max(0, value) : null;
    }

    private long? SecondsLeft(double? share)
    {
        if (share is not ( > TooEarlyForEta and < 1))
        {
            return null;
        }

        var now = time.GetElapsedTime(_startedAt).TotalSeconds * (1 - share.Value) / share.Value;
        _secondsLeft = _secondsLeft is { } left ? left + (Smoothing * (now - left)) : now;
        return (long)Math.Ceiling(_secondsLeft.Value);
    }
}
