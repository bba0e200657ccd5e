using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary><c>Parameters:name</c> from configuration, else the default; kept between runs when <paramref name="persist"/> says so.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var local = (DistributedApplicationBuilder)builder;
        return builder.AddResource(new ParameterResource(name, secret, () => local.Parameters.Read(name, value, secret, persist)));
    }

    /// <summary>The password of a server of ours: made once, and as long-lived as the server's data.</summary>
    internal static ParameterResource AddPassword(this IDistributedApplicationBuilder builder, string serverName) =>
        builder.AddParameter($"{serverName}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true).Resource;
}
