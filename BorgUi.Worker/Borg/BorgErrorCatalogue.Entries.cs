namespace BorgUi.Worker.Borg;

/// <content>What is known. The first match wins.</content>
internal static partial class BorgErrorCatalogue
{
    private static readonly BorgErrorEntry Unknown = new(
        "unknown", "borg failed", "borg ended with an error that BorgUi does not know.", "Read borg's own messages below.");

    private static readonly BorgErrorEntry DiskFull = new(
        "disk-full", "No space left", "A disk that borg writes to is full: the repository's, or the worker's with borg's cache.",
        "Free some space there; then delete or prune archives and compact the repository.")
    {
        Texts = ["[Errno 28]", "No space left on device"],
        MessageIds = ["InsufficientFreeSpaceError"],
    };

    private static readonly BorgErrorEntry ConnectionLost = new(
        "connection-lost", "The connection was lost",
        "The connection to the server broke while borg was working. What was saved up to the last checkpoint is kept.",
        "Start the job again when the network is stable.")
    {
        MessageIds = ["ConnectionClosed"],
        Texts = ["BrokenPipeError: [Errno 32]"],
        RetryMayHelp = true,
    };

    // In what ssh or the server said.
    private static readonly BorgErrorEntry[] Connection =
    [
        new("host-key-changed", "The server's host key has changed",
            "The server shows another host key than the one that is trusted: it was reinstalled, or somebody is in between.",
            "Compare the new key with the server's own, and trust it only if they are equal.")
        {
            Texts = ["REMOTE HOST IDENTIFICATION HAS CHANGED"],
        },
        new("host-key-unknown", "The server's host key is not known",
            "The server has not been trusted yet.", "Compare its host key with the server's own and trust it.")
        {
            Texts = ["Host key verification failed", "host key is known for"],
        },
        new("ssh-login-refused", "The server refused the login",
            "The server does not accept this user with this ssh key.", "Add the public key to authorized_keys of that user on the server.")
        {
            Texts = ["Permission denied (", "Too many authentication failures"],
        },
        new("connection-refused", "The server refused the connection",
            "Nothing listens at this address and port.", "Check the port and whether the ssh service runs there.")
        {
            Texts = ["Connection refused"],
            RetryMayHelp = true,
        },
        new("host-not-found", "The server's name is not known",
            "The name of the server could not be resolved.", "Check the spelling and the name service of the worker's machine.")
        {
            Texts = ["Could not resolve hostname"],
            RetryMayHelp = true,
        },
        new("connection-timeout", "The server does not answer",
            "The server did not answer in time.", "Check that it is running and reachable from the worker's machine.")
        {
            Texts = ["timed out", "No route to host", "Network is unreachable", "not responding", "Timeout, server"],
            RetryMayHelp = true,
        },
        new("remote-borg-missing", "borg is missing on the server",
            "The server accepted the login, but there is no borg, or not where it was looked for.",
            "Install borg there, or set the path of borg on the server.")
        {
            Texts = ["command not found", "borg: not found", "borg: No such file or directory"],
        },
    ];

    // By borg's message id, or by the text where there is none, or only "Exception".
    private static readonly BorgErrorEntry[] Known =
    [
        DiskFull,
        new("wrong-passphrase", "Wrong passphrase",
            "The passphrase that is stored for this repository does not open its key.", "Enter the right passphrase in the repository's settings.")
        {
            MessageIds = ["PassphraseWrong", "PasswordRetriesExceeded"],
        },
        new("passphrase-missing", "No passphrase",
            "The repository is encrypted and borg got no passphrase.", "Enter the passphrase in the repository's settings.")
        {
            MessageIds = ["NoPassphraseFailure", "PasscommandFailure"],
        },
        new(LockHeld, "The repository is in use",
            "Another borg holds the lock of the repository or of its cache and did not release it in time.",
            "Wait until it has ended, then start the job again. If no borg works there any more, on no machine, break the lock.")
        {
            MessageIds = ["LockTimeout"],
            RetryMayHelp = true,
        },
        new("permission-denied", "No permission",
            "borg must not read or write the repository or its own folders.",
            "Give the worker's user, or the user on the server, access to the repository's folder.")
        {
            MessageIds = ["LockFailed", "PathPermissionDenied"],
            Texts = ["PermissionError: [Errno 13]", "locking.LockFailed"],
        },
        new("archive-exists", "The archive exists already",
            "There is an archive of this name in the repository.", "Choose another name, for example with the time in it.")
        {
            MessageIds = ["Archive.AlreadyExists"],
        },
        new("archive-missing", "No such archive",
            "The archive is not in the repository: it was deleted, pruned or renamed.", "Refresh the list of archives.")
        {
            MessageIds = ["Archive.DoesNotExist"],
        },
        new(RepositoryExists, "There is a repository already",
            "A repository exists at this place.", "Add it as an existing repository, or choose another place.")
        {
            MessageIds = ["AlreadyExists"],
        },
        new("path-in-use", "Something else is there",
            "The place for the new repository is not empty.", "Choose an empty or a new folder.")
        {
            MessageIds = ["PathAlreadyExists"],
        },
        new("parent-missing", "The folder above is missing",
            "The folder in which the repository should be made does not exist.", "Make it, or let borg make parent folders.")
        {
            MessageIds = ["ParentPathDoesNotExist"],
        },
        new("repository-missing", "No repository there",
            "There is no repository at this place: it was moved or deleted, or its disk is not mounted.",
            "Check the location and whether the disk is mounted.")
        {
            MessageIds = ["DoesNotExist"],
        },
        new("not-a-repository", "Not a borg repository",
            "There is something at this place, but it is no borg repository, or its config file is damaged.", "Check the location.")
        {
            MessageIds = ["InvalidRepository", "InvalidRepositoryConfig", "AtticRepository"],
            Texts = ["self.config.read_file("],
        },
        new("quota-exceeded", "The storage quota is used up",
            "The repository has reached the quota that was set for it.", "Prune and compact it, or raise the quota.")
        {
            MessageIds = ["StorageQuotaExceeded"],
        },
        new("path-not-allowed", "The server does not allow this path",
            "The server restricts this key to other paths.", "Check the restriction in authorized_keys on the server.")
        {
            MessageIds = ["PathNotAllowed"],
        },
        new("server-noise", "The server's login prints text",
            "A login script on the server prints something where borg expects its own data.", "Silence the script for logins without a terminal.")
        {
            MessageIds = ["UnexpectedRPCDataFormatFromServer", "UnexpectedRPCDataFormatFromClient", "InvalidRPCMethod", "RPCServerOutdated"],
        },
        new("connection-failed", "No connection to the server",
            "The connection to the server was closed before borg answered there.",
            "Try to log in with ssh from the worker's machine and run borg --version there.")
        {
            MessageIds = ["ConnectionClosedWithHint", "ConnectionBrokenWithHint"],
            RetryMayHelp = true,
        },
        ConnectionLost,
        new("key-missing", "The key file is missing",
            "The key of this repository is not on this worker, or not in the repository.", "Import the key from the recovery kit.")
        {
            MessageIds = ["KeyfileNotFoundError", "RepoKeyNotFoundError", "KeyfileInvalidError", "KeyfileMismatchError", "NotABorgKeyFile", "RepoIdMismatch"],
        },
        new("no-key", "The repository has no key",
            "The repository is not encrypted, so there is no key to export or change.", "Nothing needs to be done.")
        {
            MessageIds = ["UnencryptedRepo"],
        },
        new("repository-replaced", "The repository is older than it was",
            "The repository was put back to an older state, or replaced by another one with the same id: borg refuses to go on.",
            "If you restored it on purpose, remove borg's security entry of this repository on the worker.")
        {
            MessageIds = ["RepositoryReplay", "RepositoryIDNotUnique", "EncryptionMethodMismatch"],
        },
        new("access-not-confirmed", "borg asked for a confirmation",
            "The repository has moved, or it is not encrypted and was not seen before.", "Confirm the repository's location in its settings.")
        {
            MessageIds = ["RepositoryAccessAborted", "CacheInitAbortedError", "CancelledByUser"],
        },
        new("damaged", "The repository is damaged",
            "borg found data that is not what was written.", "Check the disk first; then run a check, and a repair only when you have a copy.")
        {
            MessageIds = ["IntegrityError", "DecompressionError", "ObjectNotFound", "CheckNeeded", "NoManifestError"],
            Texts = ["errors found", "problems found", "Data integrity error", "in open_fd\n", "exceeds max_str_len"],
        },
        new("cache-damaged", "borg's cache is damaged",
            "A file in the worker's cache for this repository is damaged; the repository is not affected.",
            "Delete the cache folder that borg names below; it is built again.")
        {
            MessageIds = ["FileIntegrityError"],
            Texts = ["self._config.read_file("],
        },
        new("archive-not-authentic", "An archive is not authentic",
            "An archive lacks its signature: it was renamed or recreated by borg 1.2.4 or older, or somebody tampered with it.",
            "If you trust it, run borg upgrade --archives-tam once with a newer borg.")
        {
            MessageIds = ["ArchiveTAMInvalid", "ArchiveTAMRequiredError", "TAMInvalid", "TAMRequiredError", "TAMUnsupportedSuiteError"],
        },
        new("unsupported", "This borg is too old for the repository",
            "The repository uses features that this borg does not know.", "Install a newer borg on the worker.")
        {
            MessageIds = ["MandatoryFeatureUnsupported", "UnsupportedManifestError", "UnknownKeyType", "UnsupportedPayloadError"],
        },
        new("lock-lost", "The lock was lost",
            "Somebody broke the lock of this run while it was working.", "Check the repository; never break the lock of a running job.")
        {
            MessageIds = ["NotLocked", "NotMyLock", "LockError", "LockErrorT"],
            Texts = ["locking.NotLocked", "locking.NotMyLock", "self._roster.modify("],
        },
        new("ended-by-signal", "borg was ended",
            "Something outside BorgUi ended borg.", "Start the job again when nothing shuts down any more.")
        {
            MessageIds = ["SIGTERM", "SIGHUP"],
            RetryMayHelp = true,
        },
        new("append-only", "The server only lets data be added",
            "The server runs this repository in append-only mode.", "Do this with an account that has full access.")
        {
            Texts = ["is in append-only mode"],
        },
        new("ssh-missing", "ssh is missing", "The ssh program is not installed on the worker.", "Install the ssh client there.")
        {
            Texts = ["Popen(borg_cmd"],
        },
        new("interrupted", "borg was interrupted", "borg got an interrupt from outside BorgUi.", "Start the job again.")
        {
            Texts = ["Got Ctrl-C / SIGINT.", "Keyboard interrupt", "KeyboardInterrupt"],
            RetryMayHelp = true,
        },
        new("broken-installation", "borg does not start",
            "borg, or the Python that it is written in, is damaged or incomplete on the worker.", "Install borg again there and run borg --version.")
        {
            Texts = ["ModuleNotFoundError", "ImportError", "DistributionNotFound", "PackageNotFoundError", "env: ", "setpriv: "],
        },
        new("usage", "borg did not understand the command",
            "An argument is not one that this version of borg knows.", "Compare the version of borg with what BorgUi needs, and the job's options.")
        {
            Texts = ["usage: borg", "borg: error:", "Command Error:", "Invalid placeholder", "error: argument"],
        },
    ];
}
