namespace BorgUi.Worker.Tests.Restores;

/// <summary>A test that is skipped, with what the system answered, where temporary files cannot have the attribute.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AttributeFactAttribute : FactAttribute
{
    public AttributeFactAttribute(string attribute) => Skip = ExtendedAttributes.ProblemWith(attribute, Path.GetTempPath());
}
