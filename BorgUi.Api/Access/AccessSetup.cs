using BorgUi.Api.Archives;
using BorgUi.Core.Access;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BorgUi.Api.Access;

internal static class AccessSetup
{
    /// <summary>Adds users, sessions, bearer tokens and the policies.</summary>
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        services.AddIdentityCore<User>(Configure).AddEntityFrameworkStores<BorgUiDbContext>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddSingleton<UnknownUserHash>();
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<Sessions>();
        services.AddSingleton<LoginLimiter>();
        services.AddAuthentication(BearerAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, LinkAuthentication>(LinkAuthentication.SchemeName, configureOptions: null);
        services.AddSingleton<DownloadLinks>();
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new ForgottenKeys());
        services.AddPolicies();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<AccessOptions>>(TrustProxies);
    }

    private static void Configure(IdentityOptions identity)
    {
        // Credentials checks passwords: their length in characters is all that counts.
        identity.Password = new()
        {
            RequiredLength = 1,
            RequiredUniqueChars = 1,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        identity.User.AllowedUserNameCharacters = "";
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void TrustProxies(ForwardedHeadersOptions forwarded, IOptions<AccessOptions> access)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var network in access.Value.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    }
}
