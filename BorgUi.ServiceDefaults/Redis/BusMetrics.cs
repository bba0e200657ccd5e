using System.Diagnostics.Metrics;

namespace BorgUi.ServiceDefaults.Redis;

internal sealed class BusMetrics
{
    private readonly Counter<long> _published;
    private readonly Counter<long> _received;
    private readonly Counter<long> _dropped;

    public BusMetrics(IMeterFactory meters, RedisConnection connection)
    {
        var meter = meters.Create("BorgUi.ServiceDefaults.Redis");
        _published = meter.CreateCounter<long>("bus.messages.published", "{message}", "Messages that Redis has taken.");
        _received = meter.CreateCounter<long>("bus.messages.received", "{message}", "Messages that arrived here.");
        _dropped = meter.CreateCounter<long>("bus.messages.dropped", "{message}", "Messages dropped, by direction.");
        meter.CreateObservableGauge("bus.connected", () => connection.Current is null ? 0 : 1, description: "1 while Redis answers.");
    }

    public void Published(int count) => _published.Add(count);

    public void Received() => _received.Add(1);

    public void DroppedOutgoing(int count = 1) => _dropped.Add(count, new KeyValuePair<string, object?>("direction", "out"));

    public void DroppedIncoming() => _dropped.Add(1, new KeyValuePair<string, object?>("direction", "in"));
}
