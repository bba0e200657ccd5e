using System.Globalization;

namespace BorgUi.Web.Pages.Plans;

/// <summary>
/// The rows of the hooks in a plan's form. Adding, removing and moving one posts the whole form, so that it works without a
/// script too; nothing is saved by it.
/// </summary>
internal static class HookRows
{
    /// <summary>The name of the buttons that change the rows.</summary>
    public const string Button = "hook";

    public const string Add = "add";

    public static string Remove(int index) => string.Create(CultureInfo.InvariantCulture, $"remove {index}");

    public static string MoveUp(int index) => string.Create(CultureInfo.InvariantCulture, $"up {index}");

    /// <summary>Does what the button says; false when it was not one of these.</summary>
    public static bool Change(IList<HookInput> rows, string? button)
    {
        switch (button?.Split(' '))
        {
            case [Add]:
                rows.Add(new());
                return true;
            case ["remove", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < rows.Count:
                rows.RemoveAt(index);
                return true;
            case ["up", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var index) && index > 0 && index < rows.Count:
                (rows[index - 1], rows[index]) = (rows[index], rows[index - 1]);
                return true;
            default:
                return false;
        }
    }
}
