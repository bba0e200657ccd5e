using BorgUi.Contracts.Archives;

namespace BorgUi.Web.Pages.Shared;

/// <summary>What <c>_EntryName</c> shows.</summary>
/// <param name="Address">Where the name leads; null when nowhere.</param>
/// <param name="IsExact">False when borg could not give the bytes of the name.</param>
/// <param name="Search">What is marked in it.</param>
/// <param name="Note">What stands below it.</param>
internal sealed record EntryName(
    string Name, EntryType Type, string? Address, bool IsExact = true, string? LinkTarget = null, string? Search = null, string? Note = null);
