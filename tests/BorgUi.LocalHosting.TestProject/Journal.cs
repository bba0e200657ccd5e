namespace BorgUi.LocalHosting.TestProject;

/// <summary>A file that all programs of a test append to, so that the order of what they did can be seen.</summary>
internal sealed class Journal(string? path, string? name)
{
    public void Write(string what)
    {
        if (path is not null)
        {
            File.AppendAllText(path, $"{name} {what}\n");
        }
    }
}
