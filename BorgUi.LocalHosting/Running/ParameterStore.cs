using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace BorgUi.LocalHosting.Running;

/// <summary>Values of parameters: from configuration, else those made earlier (a 0600 file in the data folder), else new ones.</summary>
internal sealed partial class ParameterStore(IConfiguration configuration, Func<string> filePath, SecretMask mask)
{
    private readonly Lock _writing = new();

    public string Read(string name, ApplicationModel.ParameterDefault value, bool secret, bool persist)
    {
        var read = configuration[$"Parameters:{name}"] ?? (persist ? ReadOrKeep(name, value) : value.GetDefaultValue());
        if (secret)
        {
            mask.Add(read);
        }

        return read;
    }

    private string ReadOrKeep(string name, ApplicationModel.ParameterDefault value)
    {
        lock (_writing)
        {
            var path = filePath();
            var kept = ReadKept(path);
            if (kept.TryGetValue(name, out var read))
            {
                return read;
            }

            kept[name] = value.GetDefaultValue();
            PrivateFile.Write(path, JsonSerializer.Serialize(kept, ParameterJson.Default.DictionaryStringString));
            return kept[name];
        }
    }

    private static Dictionary<string, string> ReadKept(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ParameterJson.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException error)
        {
            // Never replaced by new values: the database and everything encrypted in it depend on the old ones.
            throw new HostingException($"The file {path}, which holds generated passwords, is damaged: {error.Message} Restore it from a backup.", error);
        }
    }

    [JsonSourceGenerationOptions(WriteIndented = true)]
    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class ParameterJson : JsonSerializerContext;
}
