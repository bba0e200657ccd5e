namespace BorgUi.Testing.SignalR;

/// <summary>Logs in to Web as a browser does.</summary>
public static class BrowserLogin
{
    /// <summary>The Cookie header of a logged-in browser.</summary>
    /// <exception cref="InvalidOperationException">There is no form, or user name and password were refused.</exception>
    public static async Task<string> LogInAsync(Uri address, string userName, string password, CancellationToken cancellationToken = default)
    {
        using var person = await PageUser.LogInAsync(address, userName, password, cancellationToken);
        return person.Cookies;
    }
}
