using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BorgUi.Core.Secrets;

/// <summary>
/// Seals secrets with AES-256-GCM under the master key. A seal is: version (1 byte), key id (8), nonce (12), tag (16),
/// ciphertext; what the secret is for is authenticated with it, so a seal opens only where it was made for.
/// </summary>
public sealed class SecretBox
{
    private const byte Version = 1;
    private const int KeyIdLength = 8;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + KeyIdLength + NonceLength + TagLength;

    private readonly MasterKey _current;
    private readonly IReadOnlyList<MasterKey> _all;

    /// <param name="secretKey">The text of the master key, at least 32 characters.</param>
    /// <param name="previousSecretKeys">Keys that open older seals.</param>
    public SecretBox(string secretKey, params IEnumerable<string> previousSecretKeys)
    {
        _current = MasterKey.From(secretKey);
        _all = [_current, .. previousSecretKeys.Select(MasterKey.From)];
    }

    public byte[] Seal(string secret, string purpose)
    {
        var plaintext = Encoding.UTF8.GetBytes(secret);
        var seal = new byte[HeaderLength + plaintext.Length];
        seal[0] = Version;
        _current.Id.CopyTo(seal, 1);
        var nonce = seal.AsSpan(1 + KeyIdLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_current.Key, TagLength);
        aes.Encrypt(nonce, plaintext, seal.AsSpan(HeaderLength), seal.AsSpan(HeaderLength - TagLength, TagLength), Encoding.UTF8.GetBytes(purpose));
        CryptographicOperations.ZeroMemory(plaintext);
        return seal;
    }

    /// <exception cref="CryptographicException">The master key is another one, the seal was changed, or it belongs elsewhere.</exception>
    public string Open(byte[] seal, string purpose)
    {
        if (seal.Length < HeaderLength || seal[0] != Version)
        {
            throw new CryptographicException("This is not a secret that BorgUi sealed.");
        }

        var keyId = seal.AsSpan(1, KeyIdLength);
        foreach (var key in _all)
        {
            if (keyId.SequenceEqual(key.Id))
            {
                return Open(seal, purpose, key);
            }
        }

        throw new CryptographicException(
            "The secret was sealed with another master key. Start BorgUi with the key it had before (BorgUi__SecretKey or BorgUi__SecretKeyFile).");
    }

    /// <summary>Vouches for a text without hiding it, safe in an address.</summary>
    public string Sign(string text, string purpose) => Base64Url.EncodeToString(_current.Sign(text, purpose));

    /// <summary>Whether <see cref="Sign"/> made the signature for just this text and purpose, also under a previous master key.</summary>
    public bool IsSigned(string text, string purpose, string signature) =>
        Base64Url.IsValid(signature)
        && Base64Url.DecodeFromChars(signature) is var given
        && _all.Any(key => CryptographicOperations.FixedTimeEquals(key.Sign(text, purpose), given));

    private static string Open(byte[] seal, string purpose, MasterKey key)
    {
        var plaintext = new byte[seal.Length - HeaderLength];
        using var aes = new AesGcm(key.Key, TagLength);
        aes.Decrypt(
            seal.AsSpan(1 + KeyIdLength, NonceLength),
            seal.AsSpan(HeaderLength),
            seal.AsSpan(HeaderLength - TagLength, TagLength),
            plaintext,
            Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(plaintext);
    }

    private sealed record MasterKey(byte[] Key, byte[] Id, byte[] SigningKey)
    {
        private const int MinimumLength = 32;

        public static MasterKey From(string text)
        {
            var trimmed = text.Trim();
            if (trimmed.Length < MinimumLength)
            {
                throw new ArgumentException($"The master key has {trimmed.Length} characters; it needs at least {MinimumLength}.", nameof(text));
            }

            var material = Encoding.UTF8.GetBytes(trimmed);
            return new(
                Derive(material, "borgui/secrets/aes-256-gcm", 32),
                Derive(material, "borgui/secrets/key-id", KeyIdLength),
                Derive(material, "borgui/secrets/hmac-sha256", 32));
        }

        // The purpose comes first and holds no line feed, so that no text can pass for that of another purpose.
        public byte[] Sign(string text, string purpose) => HMACSHA256.HashData(SigningKey, Encoding.UTF8.GetBytes($"{purpose}\n{text}"));

        private static byte[] Derive(byte[] material, string info, int length) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, material, length, info: Encoding.UTF8.GetBytes(info));
    }
}
