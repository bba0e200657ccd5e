namespace BorgUi.Web.Pages.Shared;

/// <summary>The search above a list: where it goes, what it says, what was asked.</summary>
internal sealed record SearchForm(string Action, string Words, string? Asked);
