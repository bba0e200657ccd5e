namespace BorgUi.ServiceDefaults.Redis;

/// <summary>What a reader of the bus meets: a message or the news that some may be missing.</summary>
public abstract record BusEvent
{
    private protected BusEvent()
    {
    }
}

/// <summary>One message, as it was published.</summary>
public sealed record BusMessage(string Channel, ReadOnlyMemory<byte> Body) : BusEvent;

/// <summary>Fetch the state again: messages before this may never have arrived, those from now on do.</summary>
public sealed record BusResync(ResyncReason Reason) : BusEvent;

/// <summary>Why a reader has to fetch the state again.</summary>
public enum ResyncReason
{
    /// <summary>The subscription stands for the first time.</summary>
    Subscribed,

    /// <summary>The connection was gone and is back.</summary>
    Reconnected,

    /// <summary>A publisher or this reader was too slow and messages were dropped.</summary>
    MessagesLost,
}
