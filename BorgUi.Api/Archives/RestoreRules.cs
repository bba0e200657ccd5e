using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Jobs;

namespace BorgUi.Api.Archives;

/// <summary>The rules for a restore. What lies on the disk of the worker's machine is for the worker to see.</summary>
internal static class RestoreRules
{
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
            Paths = PathRules.Stored(errors, "paths", request.Paths ?? []),
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
}
