using System.Security.Cryptography;

namespace BorgUi.Worker.Comparisons;

/// <summary>The SHA-256 of what a file holds.</summary>
internal static class ContentHash
{
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<byte[]> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete });
        return await SHA256.HashDataAsync(file, cancellationToken);
    }
}
