using System.Text;

namespace BorgUi.Benchmarks.Running;

/// <summary>Reads a command that is shown as one would type it into a shell: words, some of them in single quotes.</summary>
internal static class CommandWords
{
    /// <summary><c>borg create '/a b::{now}' -- 'it'\''s'</c> has five words, the last of them <c>it's</c>.</summary>
    public static IReadOnlyList<string> Split(string command)
    {
        List<string> words = [];
        StringBuilder? word = null;
        var quoted = false;
        for (var at = 0; at < command.Length; at++)
        {
            switch (command[at])
            {
                case '\'':
                    quoted = !quoted;
                    word ??= new();
                    break;
                case '\\' when !quoted:
                    (word ??= new()).Append(command[++at]);
                    break;
                case ' ' when !quoted:
                    Take();
                    break;
                case var character:
                    (word ??= new()).Append(character);
                    break;
            }
        }

        Take();
        return words;

        void Take()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
