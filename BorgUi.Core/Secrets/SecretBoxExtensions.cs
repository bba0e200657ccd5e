using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BorgUi.Core.Secrets;

public static class SecretBoxExtensions
{
    /// <summary>Adds <see cref="SecretBox"/> from the section <c>BorgUi</c>; a missing or short key stops the start.</summary>
    public static IHostApplicationBuilder AddSecretBox(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SecretBoxOptions>()
            .Bind(builder.Configuration.GetSection("BorgUi"))
            .Validate(
                options => options.SecretKey is { Length: > 0 } || options.SecretKeyFile is { Length: > 0 },
                "BorgUi needs its master key: set BorgUi__SecretKey, or BorgUi__SecretKeyFile to a file that holds it (at least 32 characters).")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => Create(services.GetRequiredService<IOptions<SecretBoxOptions>>().Value));
        return builder;
    }

    private static SecretBox Create(SecretBoxOptions options) => new(options.ReadSecretKey(), options.PreviousSecretKeys);
}
