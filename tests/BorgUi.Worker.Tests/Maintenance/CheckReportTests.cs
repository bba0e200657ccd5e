using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Tests.Borg;

namespace BorgUi.Worker.Tests.Maintenance;

/// <summary>What borg 1.2 and 1.4 said in recorded checks.</summary>
public sealed class CheckReportTests
{
    [Theory]
    [InlineData("1.2.4")]
    [InlineData("1.4.5")]
    public void Missing_chunks_are_one_line_for_their_segment(string version)
    {
        var report = Read(version, "corrupt-check");

        Assert.True(report.IsDamaged);
        Assert.False(report.RepositoryIsFine);
        Assert.Contains(report.Findings, finding => finding.Reason.StartsWith("Data integrity error: Segment entry checksum mismatch [segment 2", StringComparison.Ordinal));
        Assert.Single(report.Findings, finding => finding.Reason.EndsWith("chunks of segment 2 are missing.", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Findings, finding => finding.Reason.Contains("errors found", StringComparison.Ordinal));
        Assert.True(report.MissingChunks > 1);
    }

    [Theory]
    [InlineData("1.2.4", "check-info", true, true)]
    [InlineData("1.4.5", "check-info", true, true)]
    [InlineData("1.2.4", "ssh-check", true, true)]
    [InlineData("1.4.5", "ssh-check", true, true)]
    [InlineData("1.2.4", "corrupt-check-archives-only", false, true)]
    [InlineData("1.2.4", "check-max-duration-1s", false, false)]
    public void In_order_is_what_borg_said_to_be_in_order(string version, string name, bool repository, bool archives)
    {
        var report = Read(version, name);

        Assert.Equal((false, repository, archives), (report.IsDamaged, report.RepositoryIsFine, report.ArchivesAreFine));
        Assert.Equal(name == "check-max-duration-1s", report.PartIsFine);
    }

    private static CheckReport Read(string version, string name)
    {
        var report = new CheckReport();
        foreach (var line in File.ReadLines(new Recording(version, name).Path + ".stderr"))
        {
            report.Observe(BorgEventParser.Parse(System.Text.Encoding.UTF8.GetBytes(line), out _));
        }

        return report;
    }
}
