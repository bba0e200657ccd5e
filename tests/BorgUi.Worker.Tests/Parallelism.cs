// Most of these tests wait most of their time: for the end of a lease, for a worker to start, for the disk under borg.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
