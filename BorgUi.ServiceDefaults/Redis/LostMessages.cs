namespace BorgUi.ServiceDefaults.Redis;

/// <summary>The channels on which messages were dropped and whose readers do not know it yet.</summary>
internal sealed class LostMessages
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _channels = new(StringComparer.Ordinal);

    public bool Any
    {
        get
        {
            lock (_gate)
            {
                return _channels.Count > 0;
            }
        }
    }

    public void Add(string channel)
    {
        lock (_gate)
        {
            _channels.Add(channel);
        }
    }

    /// <summary>Hands out the channels; who fails to tell their readers adds them again.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        lock (_gate)
        {
            string[] channels = [.. _channels];
            _channels.Clear();
            return channels;
        }
    }
}
