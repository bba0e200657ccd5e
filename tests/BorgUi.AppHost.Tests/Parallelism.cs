// Each test starts a whole BorgUi: more than two side by side would only wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
