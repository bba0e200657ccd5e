namespace BorgUi.Worker.Tests.Jobs;

/// <summary>A disk that forgot one bit.</summary>
internal static class DamagedRepository
{
    public static void FlipByteInLargestSegment(string location)
    {
        var segment = new DirectoryInfo(Path.Combine(location, "data")).EnumerateFiles("*", SearchOption.AllDirectories).MaxBy(file => file.Length)!;
        using var file = segment.Open(FileMode.Open, FileAccess.ReadWrite);
        file.Position = file.Length / 2;
        var value = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(value ^ 0xFF));
    }
}
