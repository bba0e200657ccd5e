using System.Net;

namespace BorgUi.Web.Forwarding;

/// <summary>Tells the API on whose behalf Web calls: the audit and the limits on logins go by that address.</summary>
internal static class CallerAddress
{
    public const string Header = "X-Forwarded-For";

    /// <summary>Null when it is not known, as in tests without a network.</summary>
    public static string? Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
        null => null,
    };
}
