namespace BorgUi.Contracts.Access;

/// <summary>The three roles. Each may do what those after it may do.</summary>
public static class Roles
{
    /// <summary>Everything, users and settings too.</summary>
    public const string Admin = "admin";

    /// <summary>Runs backups and restores, edits repositories and plans.</summary>
    public const string Operator = "operator";

    /// <summary>Looks; never secrets, recovery kits, downloads or settings.</summary>
    public const string Viewer = "viewer";
}
