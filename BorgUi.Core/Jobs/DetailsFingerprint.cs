using System.Security.Cryptography;
using System.Text.Json;

namespace BorgUi.Core.Jobs;

/// <summary>Tells whether two jobs ask for the same: part of their dedupe keys.</summary>
internal static class DetailsFingerprint
{
    public static string Of<T>(T details) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(details)))[..32];
}
