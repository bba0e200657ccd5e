using System.Text;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Jobs;

namespace BorgUi.Api.Archives;

/// <summary>The rules for a restore. What lies on the disk of the worker's machine is for the worker to see.</summary>
internal static class RestoreRules
{
    private const int MaximumPaths = 1000;
    private const int MaximumStrip = 100;

    public static RestoreDetails Of(FieldErrors errors, RestoreRequest request, ArchiveTarget target)
    {
        if (request.StripComponents is < 0 or > MaximumStrip)
        {
            errors.Add("strip_components", $"Give a number from 0 to {MaximumStrip}.");
        }

        return new()
        {
            ArchiveName = target.Name,
            BorgId = target.BorgId,
            Destination = Destination(errors, request.Destination, target.RepositoryLocation),
            Paths = Paths(errors, request.Paths ?? []),
            Overwrite = request.Overwrite ?? OverwritePolicy.Never,
            DryRun = request.DryRun,
            StripComponents = request.StripComponents ?? 0,
        };
    }

    private static string Destination(FieldErrors errors, string? given, string repositoryLocation)
    {
        var destination = AbsolutePath.Normalize(given, out var problem);
        if (destination is null)
        {
            errors.Add("destination", problem!);
        }
        else if ($"{destination}/".StartsWith($"{repositoryLocation}/", StringComparison.Ordinal))
        {
            errors.Add("destination", "This lies in the repository itself; choose a folder outside of it.");
        }

        return destination ?? "";
    }

    private static List<string> Paths(FieldErrors errors, IReadOnlyList<string> given)
    {
        if (given.Count > MaximumPaths)
        {
            errors.Add("paths", $"Give at most {MaximumPaths} paths; a folder stands for all that is in it.");
            return [];
        }

        foreach (var problem in given.Select(ProblemOf).OfType<string>().Distinct())
        {
            errors.Add("paths", problem);
        }

        return errors.Has("paths") ? [] : [.. given.Select(path => path.Trim('/')).Distinct(StringComparer.Ordinal)];
    }

    private static string? ProblemOf(string? path) => path switch
    {
        null => "A path is missing; leave it out.",
        _ when path.Trim('/').Length == 0 => "A path is empty; for everything leave paths out.",
        _ when path.Contains('\0') || !TextRules.IsWellFormed(path) => "A path holds a character that no file name can have.",
        _ when Encoding.UTF8.GetByteCount(path) > AbsolutePath.MaximumBytes => $"A path is longer than {AbsolutePath.MaximumBytes} bytes.",
        _ when path.Split('/').Contains("..") => "A path goes up with ..; give it as it is stored.",
        _ => null,
    };
}
