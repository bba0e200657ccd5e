using BorgUi.Api.Http;
using BorgUi.Contracts.Hooks;

namespace BorgUi.Api.Hooks;

/// <summary>The rules for what a hook runs or calls.</summary>
internal static class HookTargetRules
{
    private const int MaximumArguments = 100;
    private const int MaximumArgumentLength = 4096;
    private const int MaximumUrlLength = 2000;
    private const int MaximumBodyLength = 64 * 1024;

    private static readonly string[] Methods = ["POST", "PUT", "GET"];

    public static IReadOnlyList<string> Command(FieldErrors errors, string field, IReadOnlyList<string?>? command, bool hasHttp)
    {
        if (command is null or { Count: 0 })
        {
            if (!hasHttp)
            {
                errors.Add(field, "Give a program and its arguments, or an address to call.");
            }

            return [];
        }

        if (ProblemOf(command, hasHttp) is { } problem)
        {
            errors.Add(field, problem);
        }

        return [.. command.Select(argument => argument ?? "")];
    }

    public static HookHttp Http(FieldErrors errors, string field, HookHttp http)
    {
        var checkedHttp = new HookHttp { Url = http.Url?.Trim(), Method = http.Method ?? Methods[0], Body = http.Body is "" ? null : http.Body };
        if (UrlProblem(checkedHttp.Url) is { } problem)
        {
            errors.Add($"{field}.url", problem);
        }

        if (!Methods.Contains(checkedHttp.Method))
        {
            errors.Add($"{field}.method", $"Choose one of {string.Join(", ", Methods)}.");
        }

        if (checkedHttp is { Method: "GET", Body: not null })
        {
            errors.Add($"{field}.body", "GET has no body; leave it out, or use POST.");
        }
        else if (checkedHttp.Body is { } body && (body.Length > MaximumBodyLength || body.Contains('\0') || !TextRules.IsWellFormed(body)))
        {
            errors.Add($"{field}.body", $"Give at most {MaximumBodyLength} characters of ordinary text.");
        }

        return checkedHttp;
    }

    private static string? ProblemOf(IReadOnlyList<string?> command, bool hasHttp)
    {
        if (hasHttp)
        {
            return "Give either a program or an address to call, not both.";
        }

        if (command.Count > MaximumArguments)
        {
            return $"Give at most {MaximumArguments} arguments.";
        }

        if (command.Any(argument => argument is null || argument.Length > MaximumArgumentLength || argument.Contains('\0') || !TextRules.IsWellFormed(argument)))
        {
            return $"An argument holds a character that none can have, or more than {MaximumArgumentLength} characters.";
        }

        return command[0] is not { } program || string.IsNullOrWhiteSpace(program) || (program.Contains('/', StringComparison.Ordinal) && program[0] != '/')
            ? "Give the absolute path of the program, or a name that is in PATH."
            : null;
    }

    private static string? UrlProblem(string? url) =>
        url is null or { Length: 0 or > MaximumUrlLength } || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            ? "Give an address that begins with http:// or https://."
            : address.UserInfo.Length > 0 ? "Everybody who can log in can read the address: put the secret into the field for it, not into the address."
            : null;
}
