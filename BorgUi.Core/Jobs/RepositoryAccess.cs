namespace BorgUi.Core.Jobs;

/// <summary>
/// How a job uses its repository, after borg's own locks: while a writer runs nothing else does, readers share.
/// </summary>
public enum RepositoryAccess
{
    None,
    Read,
    Write,
}
