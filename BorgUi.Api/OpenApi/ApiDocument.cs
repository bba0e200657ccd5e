using BorgUi.Api.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BorgUi.Api.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    private const string ProblemJson = "application/problem+json";

    public static void AddApiDocument(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(RequireTokenAsync);
    });

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Viewer);

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "BorgUi";
        document.Info.Description = "Runs, watches and restores BorgBackup backups. JSON is snake_case, times are UTC, sizes bytes, durations seconds; errors are problem details.";
        document.Servers?.Clear();
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[BearerAuthentication.SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The access_token of POST /api/auth/login.",
        };
        return Task.CompletedTask;
    }

    /// <summary>Says of each guarded operation that it needs a token, and what comes without one.</summary>
    private static Task RequireTokenAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return Task.CompletedTask;
        }

        var policy = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).LastOrDefault();
        var role = policy == Policies.OperatorOrLink ? Policies.Operator : policy;
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(BearerAuthentication.SchemeName, context.Document)] = [] }];
        operation.Responses ??= [];
        operation.Responses["401"] = Problem("No token, or one that is unknown or has expired.");
        operation.Responses["403"] = Problem($"The user is no {role}.");
        return Task.CompletedTask;
    }

    private static OpenApiResponse Problem(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new() },
    };
}
