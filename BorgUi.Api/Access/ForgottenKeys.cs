using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace BorgUi.Api.Access;

/// <summary>
/// Data Protection comes with authentication and makes a key at start; nothing of the API is protected by it, since tokens
/// are opaque. So the key lives as long as the process, instead of in somebody's home folder.
/// </summary>
internal sealed class ForgottenKeys : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _keys = new();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys];

    public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(element);
}
