namespace BorgUi.Api.Streams;

/// <summary>What came of asking a worker: the answer that it sends, or why there is none.</summary>
internal sealed record OpenedStream(HttpResponseMessage? Response, IResult? Refusal)
{
    public static OpenedStream Refused(IResult why) => new(null, why);
}
