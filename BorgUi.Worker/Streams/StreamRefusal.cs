namespace BorgUi.Worker.Streams;

/// <summary>Why somebody who waits for bytes gets none, or no more: an HTTP status, what is wrong and what to do.</summary>
internal sealed record StreamRefusal(int Status, string Title, string Detail);
