namespace BorgUi.LocalHosting.ApplicationModel;

public abstract class Resource(string name) : IResource
{
    public string Name => name;

    public ResourceAnnotationCollection Annotations { get; } = [];
}
