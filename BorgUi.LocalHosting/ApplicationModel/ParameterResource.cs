namespace BorgUi.LocalHosting.ApplicationModel;

public class ParameterResource : Resource
{
    private readonly Lazy<string> _value;

    internal ParameterResource(string name, bool secret, Func<string> readValue)
        : base(name)
    {
        Secret = secret;
        _value = new(readValue);
    }

    public bool Secret { get; }

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_value.Value);
    }
}
