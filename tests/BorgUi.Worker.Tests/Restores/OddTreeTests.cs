using System.Globalization;
using BorgUi.Contracts.Jobs;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Restores;

/// <summary>Every kind of file and name that Linux has, there and back: the same bytes, rights, times, links, attributes and access lists.</summary>
public sealed class OddTreeTests : IClassFixture<WorkerFixture>
{
    // Of folders not the size, which is the file system's; of links neither mode nor what follows them.
    private const string Fingerprint = """
        { find . ! -type d ! -type l -printf '%P|%y|%m|%U:%G|%T@|%s|%n\n'; find . -type d -printf '%P|%y|%m|%U:%G|%T@\n'; find . -type l -printf '%P|%y|%T@|%l\n';
          find . -type f -exec sha256sum -- {} +; find . -type f -links +1 -printf '%i %P\n' | sort | awk '{ if ($1 == before) print "same as before"; before = $1 }'; } | LC_ALL=C sort
        """;

    private readonly WorkerFixture _worker;

    public OddTreeTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public Task Everything_comes_back_byte_for_byte_with_rights_times_and_links() => RestoreAsync(attributes: []);

    // What a program may do, too, where the tests may say so.
    [AttributeFact(ExtendedAttributes.OfUser)]
    public Task Everything_comes_back_with_extended_attributes() =>
        RestoreAsync(Environment.IsPrivilegedProcess ? [ExtendedAttributes.OfUser, ExtendedAttributes.Capability] : [ExtendedAttributes.OfUser]);

    [AttributeFact(ExtendedAttributes.AccessList)]
    public Task Everything_comes_back_with_access_lists() => RestoreAsync(ExtendedAttributes.AccessList, ExtendedAttributes.DefaultAccessList);

    private async Task RestoreAsync(params string[] attributes)
    {
        var source = await MakeTreeAsync();
        var target = Directory.CreateDirectory(Path.Combine(_worker.Folder, "target")).FullName;
        try
        {
            Assert.All(attributes, attribute => Assert.InRange(ExtendedAttributes.SetBelow(source, attribute), attribute == ExtendedAttributes.DefaultAccessList ? 7 : 20, 100));
            var archive = await _worker.ArchiveAsync(source);
            var (before, attributesBefore) = (await WorkerFixture.ShellAsync(source, Fingerprint), ExtendedAttributes.ReadBelow(source));

            var job = await _worker.RestoreAsync(archive, target);

            Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
            Assert.Equal(before, await WorkerFixture.ShellAsync(target + source, Fingerprint));
            Assert.Equal(attributesBefore, ExtendedAttributes.ReadBelow(target + source));
            var files = int.Parse(await WorkerFixture.ShellAsync(source, "find . ! -type d -printf x | wc -c"), CultureInfo.InvariantCulture);
            var report = await _worker.ReadReportAsync(job.Id);
            Assert.Equal((files, files), (report.Count(line => line.Outcome == ReportOutcome.Restored), report.Count));
            Assert.Equal(2, report.Count(line => !line.ExactName));
        }
        finally
        {
            // What cleans up after the tests can neither name nor enter all of it.
            await WorkerFixture.ShellAsync(_worker.Folder, $"chmod -R u+rwx '{source}' '{target}'; rm -rf '{source}' '{target}'");
        }
    }

    private async Task<string> MakeTreeAsync()
    {
        var root = Directory.CreateDirectory(Path.Combine(_worker.Folder, "odd tree")).FullName;
        await WorkerFixture.ShellAsync(root, $$"""
            set -e
            printf plain > plain; : > empty; printf x > ./-dash; printf x > 'star*'; printf x > 'colon:semi;'; printf x > "$(printf 'new\nline')"
            printf x > "quote'\"\\back"; printf x > ' space '; printf x > 'ü😀'; printf x > {{new string('n', 255)}}; printf x > 'what?'
            printf odd > "$(printf 'bad-\377')"; mkdir "$(printf 'dir-\376')"; printf below > "$(printf 'dir-\376/b\375')"
            mkdir -p deep/er empty-folder closed; printf in > deep/er/in; printf in > closed/in
            truncate -s 10M sparse; printf end >> sparse
            ln plain hard; ln plain deep/hard; ln -s plain soft; ln -s /nowhere/at/all broken; mkfifo pipe
            printf x > setuid; chmod 4755 setuid; printf x > none; chmod 000 none; mkdir sticky; chmod 1777 sticky; chmod 555 closed
            touch -d '2001-02-03 04:05:06.789' plain; touch -h -d '2011-02-03 04:05:06' soft; touch -d '1999-12-31 23:59:59' deep deep/er closed
            if [ "$(id -u)" = 0 ]; then chown 1234:4321 empty; mknod device c 1 3; fi
            """);
        return root;
    }
}
