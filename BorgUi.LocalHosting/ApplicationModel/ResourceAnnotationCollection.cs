using System.Collections.ObjectModel;

namespace BorgUi.LocalHosting.ApplicationModel;

#pragma warning disable CA1040 // a marker, as in Aspire
public interface IResourceAnnotation;
#pragma warning restore CA1040

public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;
