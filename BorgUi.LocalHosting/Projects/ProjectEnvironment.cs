using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace BorgUi.LocalHosting.Projects;

/// <summary>The environment of a project's process, the same as Aspire gives it.</summary>
internal sealed class ProjectEnvironment(IConfiguration configuration, IHostEnvironment hostEnvironment, HostingOptions options)
{
    // These speak of the AppHost; a project has its own in its launch profile.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE"];

    // Secrets for the AppHost to hand to those who are meant to have them.
    private static readonly string[] PrefixesNotInherited = ["ConnectionStrings__", "Parameters__"];

    /// <summary>What is set for this instance, without what it inherits.</summary>
    public async Task<Dictionary<string, string>> GivenAsync(
        ProjectResource project, ResourceInstance instance, LaunchProfile? profile, CancellationToken cancellationToken)
    {
        Dictionary<string, string> variables = new(profile?.EnvironmentVariables ?? new Dictionary<string, string>());
        AddTelemetry(variables, project, instance);
        variables["ASPNETCORE_URLS"] = Addresses(instance.Port!.Value, project.IsExternal ? options.Bind : null);
        foreach (var annotation in project.Annotations.OfType<EnvironmentAnnotation>())
        {
            await annotation.ApplyAsync(variables, cancellationToken);
        }

        return variables;
    }

    /// <summary>The whole environment: ours without what is for the AppHost only, and over it what is given.</summary>
    public static Dictionary<string, string> Complete(IReadOnlyDictionary<string, string> given)
    {
        Dictionary<string, string> variables = [];
        foreach (System.Collections.DictionaryEntry inherited in Environment.GetEnvironmentVariables())
        {
            var name = (string)inherited.Key;
            if (!NotInherited.Contains(name, StringComparer.OrdinalIgnoreCase)
                && !PrefixesNotInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                variables[name] = (string?)inherited.Value ?? "";
            }
        }

        foreach (var (name, value) in given)
        {
            variables[name] = value;
        }

        return variables;
    }

    private static string Addresses(int port, string? bind) => bind switch
    {
        null or "localhost" => ResourceBuilderExtensions.Address(port),
        "*" or "+" or "0.0.0.0" or "[::]" => $"http://{bind}:{port}",
        _ => $"{ResourceBuilderExtensions.Address(port)};http://{bind}:{port}", // we ask for health on localhost
    };

    private void AddTelemetry(Dictionary<string, string> variables, ProjectResource project, ResourceInstance instance)
    {
        variables["OTEL_SERVICE_NAME"] = project.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance.ServiceInstanceId}";
        AddExporter(variables);
        if (hostEnvironment.IsDevelopment())
        {
            // A developer wants to see at once what happened.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
        }
    }

    private void AddExporter(Dictionary<string, string> variables)
    {
        var grpc = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"];
        var http = configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
        if ((grpc ?? http) is not { Length: > 0 } endpoint)
        {
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = grpc is null ? "http/protobuf" : "grpc";
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }
    }
}
