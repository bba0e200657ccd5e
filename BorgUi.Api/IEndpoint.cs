namespace BorgUi.Api;

/// <summary>One route: how it is mapped, and beside it the handler that answers. <see cref="Routes"/> lists them all.</summary>
internal interface IEndpoint
{
    static abstract void Map(IEndpointRouteBuilder routes);
}

internal static class EndpointMapping
{
    public static void Map<TEndpoint>(this IEndpointRouteBuilder routes)
        where TEndpoint : IEndpoint => TEndpoint.Map(routes);
}
