using BorgUi.Processes;

namespace BorgUi.AppHost.Tests;

/// <summary>What borg itself, without BorgUi, says of a repository.</summary>
internal static class BorgListing
{
    public static async Task<string> OfAsync(string repository, string passphrase)
    {
        await using var borg = await ChildProcess.StartAsync(new()
        {
            FileName = "borg",
            Arguments = ["list", "--lock-wait", "30", repository],
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                ["BORG_BASE_DIR"] = repository + ".base",
                ["BORG_PASSPHRASE"] = passphrase,
                ["BORG_RELOCATED_REPO_ACCESS_IS_OK"] = "yes",
            },
        });
        using var output = new StreamReader(borg.Output);
        var errors = borg.Error.CopyToAsync(Stream.Null);
        var listing = await output.ReadToEndAsync();
        await errors;
        Assert.Equal(0, await borg.WaitForExitAsync());
        return listing;
    }
}
