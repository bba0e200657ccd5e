using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Tests.Fakes;

internal static class SampleRecoveryKit
{
    public static RecoveryKit Of(RepositoryResponse repository) => new()
    {
        RepositoryId = repository.Id,
        Name = repository.Name,
        Location = repository.Location,
        Site = "default",
        Encryption = "repokey-blake2",
        BorgRepositoryId = "a3f1c86c7f4e4a0b9d5e2c1b0a9f8e7d",
        BorgVersion = "1.2.4",
        Passphrase = "open <sesame> & more",
        Key = "BORG_KEY a3f1\nhqlhbGdvcml0aG2mc2hhMjU2",
        MadeAt = repository.CreatedAt,
        Steps =
        [
            new("Say where the repository is, and what opens it", "export BORG_PASSPHRASE='open <sesame> & more'"),
            new("See what is there", "borg list \"$BORG_REPO\""),
        ],
        Text = "RECOVERY KIT of the borg repository\nPassphrase   open <sesame> & more\n",
    };
}
