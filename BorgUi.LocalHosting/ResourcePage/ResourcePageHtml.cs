using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Running;

namespace BorgUi.LocalHosting.ResourcePage;

/// <summary>The pages as text. Everything that is not ours is encoded, every secret blotted out.</summary>
internal sealed partial class ResourcePageHtml(string applicationName, SecretMask mask)
{
    private const string Hidden = "••••••";

    public string Overview(IReadOnlyList<ResourceInstance> instances) => Page("Resources", $"""
        <h1>{Encode(applicationName)}</h1>
        <p>What runs for it on this machine.</p>
        <div id="resources" data-live>
        <table>
        <thead><tr><th scope="col">Resource</th><th scope="col">State</th><th scope="col">Address</th><th scope="col">Process</th><th scope="col">Since</th><th scope="col">Restarts</th></tr></thead>
        <tbody>
        {string.Concat(instances.Select(Row))}
        </tbody>
        </table>
        </div>
        """);

    public string Details(ResourceInstance instance) => Page(instance.Id, $"""
        <p><a href="/">All resources</a></p>
        <h1>{Encode(instance.Id)}</h1>
        <div id="state" data-live><p>{State(instance.Snapshot)} {Address(instance.Snapshot)}</p></div>
        <h2>Newest lines</h2>
        <pre id="log" data-live data-follow tabindex="0" aria-label="Log">{Encode(string.Join('\n', instance.Log.Lines()))}</pre>
        <h2>Environment</h2>
        <p>What the host sets; the rest is inherited from it.</p>
        <div id="environment" data-live><table><tbody>{string.Concat(instance.GivenEnvironment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(Variable))}</tbody></table></div>
        """);

    public string Unknown() => Page("Not found", """
        <p><a href="/">All resources</a></p>
        <h1>There is no such resource</h1>
        """);

    private static string Row(ResourceInstance instance)
    {
        var snapshot = instance.Snapshot;
        return string.Create(CultureInfo.InvariantCulture, $"""
            <tr>
            <th scope="row"><a href="/instances/{Encode(Uri.EscapeDataString(instance.Id))}">{Encode(instance.Id)}</a></th>
            <td>{State(snapshot)}</td>
            <td>{Address(snapshot)}{(snapshot.Address is null && instance.Port is { } port ? $"localhost:{port}" : "")}</td>
            <td>{snapshot.ProcessId}</td>
            <td>{(snapshot.StartedAt is { } at ? $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "")}</td>
            <td>{(snapshot.Restarts > 0 ? snapshot.Restarts : "")}</td>
            </tr>

            """);
    }

    private static string State(ResourceSnapshot snapshot)
    {
        var (kind, word) = snapshot switch
        {
            { State: nameof(KnownResourceStates.Running), IsHealthy: true } => ("good", "Running, healthy"),
            { State: nameof(KnownResourceStates.Running), IsHealthy: false } => ("bad", "Running, not healthy"),
            { State: nameof(KnownResourceStates.FailedToStart) } => ("bad", "Failed to start"),
            { State: nameof(KnownResourceStates.Finished), ExitCode: not (null or 0) } => ("bad", $"Ended with exit code {snapshot.ExitCode}"),
            { State: nameof(KnownResourceStates.Finished) } => ("done", "Ended"),
            { State: nameof(KnownResourceStates.NotStarted) } => ("idle", "Not started"),
            _ => ("busy", snapshot.State),
        };
        var message = snapshot.Message is null ? "" : $"<br><small>{Encode(snapshot.Message)}</small>";
        return $"<span class=\"state {kind}\">{Encode(word)}</span>{message}";
    }

    private static string Address(ResourceSnapshot snapshot) => snapshot.Address is { } address && !KnownResourceStates.IsTerminal(snapshot.State)
        ? $"<a href=\"{Encode(address.AbsoluteUri)}\">{Encode(address.GetLeftPart(UriPartial.Authority))}</a>"
        : "";

    private string Variable(KeyValuePair<string, string> variable)
    {
        var value = SecretName().IsMatch(variable.Key) ? Hidden : mask.Apply(variable.Value);
        return $"<tr><th scope=\"row\">{Encode(variable.Key)}</th><td>{Encode(value)}</td></tr>\n";
    }

    private string Page(string title, string main) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)} · {Encode(applicationName)}</title>
        <link rel="stylesheet" href="/page.css">
        <script src="/page.js" defer></script>
        </head>
        <body>
        <main>
        {main}
        </main>
        </body>
        </html>
        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex("PASSWORD|SECRET|TOKEN|HEADERS", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
