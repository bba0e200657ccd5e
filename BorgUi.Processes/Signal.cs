namespace BorgUi.Processes;

/// <summary>The POSIX signals that BorgUi sends, by their numbers on Linux.</summary>
public enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
