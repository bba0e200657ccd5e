using System.Text.Json.Serialization;

namespace BorgUi.Worker.Borg;

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(CreateResult))]
[JsonSerializable(typeof(ArchiveList))]
[JsonSerializable(typeof(RepositoryInfo))]
[JsonSerializable(typeof(DiffItem))]
internal sealed partial class BorgJsonContext : JsonSerializerContext;
