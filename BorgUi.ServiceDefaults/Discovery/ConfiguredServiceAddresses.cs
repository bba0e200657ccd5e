using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace BorgUi.ServiceDefaults.Discovery;

/// <summary>
/// Reads <c>services:api:http:0</c> (as environment variable <c>services__api__http__0</c>) anew at every call,
/// so that a reloaded configuration counts at once.
/// </summary>
internal sealed class ConfiguredServiceAddresses(IConfiguration configuration) : IServiceAddresses
{
    private static readonly string[] AnyScheme = ["http", "https"];

    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Uri> Resolve(string service)
    {
        var addresses = AnyScheme.SelectMany(scheme => Configured(service, scheme)).ToList();
        return addresses.Count > 0 ? addresses : throw Unknown(service, AnyScheme);
    }

    public Uri Next(string service, params ReadOnlySpan<string> schemes)
    {
        foreach (var scheme in schemes)
        {
            var addresses = Configured(service, scheme);
            if (addresses.Count > 0)
            {
                return addresses[_turns.GetOrAdd($"{service}:{scheme}", _ => new Turn()).Take(addresses.Count)];
            }
        }

        throw Unknown(service, schemes);
    }

    private List<Uri> Configured(string service, string scheme) =>
        [.. configuration.GetSection($"services:{service}:{scheme}").GetChildren()
            .Where(child => !string.IsNullOrWhiteSpace(child.Value))
            .OrderBy(child => int.TryParse(child.Key, out var index) ? index : int.MaxValue)
            .Select(child => Parse(child))];

    private static Uri Parse(IConfigurationSection setting) =>
        Uri.TryCreate(setting.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"The setting {setting.Path} is not an http or https address.");

    private static InvalidOperationException Unknown(string service, ReadOnlySpan<string> schemes)
    {
        var scheme = schemes.Length > 0 ? schemes[^1] : "http";
        return new InvalidOperationException(
            $"No address is known for the service '{service}'. Set services:{service}:{scheme}:0, " +
            $"as environment variable services__{service}__{scheme}__0.");
    }

    private sealed class Turn
    {
        private uint _next = uint.MaxValue;

        public int Take(int count) => (int)(Interlocked.Increment(ref _next) % (uint)count);
    }
}
