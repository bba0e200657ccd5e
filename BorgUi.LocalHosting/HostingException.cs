namespace BorgUi.LocalHosting;

/// <summary>Something that the person who started the host can put right; its message is shown without a stack trace.</summary>
public sealed class HostingException : Exception
{
    public HostingException()
    {
    }

    public HostingException(string message)
        : base(message)
    {
    }

    public HostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
