using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BorgUi.Api.Access;

/// <summary>256 random bits that mean nothing by themselves; the database keeps only their hash.</summary>
internal sealed record OpaqueToken(string Text)
{
    private const int RandomBytes = 32;
    private const int MaximumLength = 200;

    public byte[] Hash => HashOf(Text);

    /// <summary>The prefix tells a person, or a scanner for leaked secrets, what was found.</summary>
    public static OpaqueToken CreateAccess() => Create("borgui_at_");

    public static OpaqueToken CreateRefresh() => Create("borgui_rt_");

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>False for what we cannot have made, so that nobody makes us hash megabytes.</summary>
    public static bool IsPlausible(string? text) => text is { Length: > 0 and <= MaximumLength };

    /// <summary>Tokens stay out of logs also when somebody prints the record.</summary>
    public override string ToString() => "(token)";

    private static OpaqueToken Create(string prefix) => new(prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)));
}
