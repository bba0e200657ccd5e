// Each test starts a whole BorgUi; side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
