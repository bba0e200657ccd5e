using BorgUi.Web.Display;

namespace BorgUi.Web.Tests.Display;

public sealed class CronPatternTests
{
    [Theory]
    [InlineData("0 3 * * *", "Every day at 03:00")]
    [InlineData("15 * * * *", "Every hour at minute 15")]
    [InlineData("0 */6 * * *", "Every 6 hours at minute 0")]
    [InlineData("30 22 * * 1,5", "Mondays and Fridays at 22:30")]
    [InlineData("30 22 * * 0", "Sundays at 22:30")]
    [InlineData("5 4 15 * *", "On day 15 of each month at 04:05")]
    public void What_the_editor_can_say_is_said_in_words_and_written_again_as_it_was(string cron, string words)
    {
        Assert.Equal(words, CronPattern.Words(cron));
        Assert.Equal(cron, CronPattern.Read(cron)!.ToCron());
    }

    [Theory]
    [InlineData("* * * * *", "Every minute")]
    [InlineData("*/5 * * * *", "Every 5 minutes")]
    public void Minutes_are_said_in_words_but_are_no_choice_of_the_editor(string cron, string words)
    {
        Assert.Equal(words, CronPattern.Words(cron));
        Assert.Null(CronPattern.Read(cron));
    }

    [Theory]
    [InlineData("*/7 * * * *")]
    [InlineData("0 3 * 2 *")]
    [InlineData("0 3 13 * 5")]
    [InlineData("0 3 * * mon")]
    [InlineData("0 3 0 * *")]
    [InlineData("@daily")]
    public void Everything_else_stays_an_expression(string cron)
    {
        Assert.Null(CronPattern.Read(cron));
        Assert.Equal(cron, CronPattern.Words(cron));
    }
}
