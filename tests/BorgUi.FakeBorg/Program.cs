using BorgUi.FakeBorg;

var options = PlayerOptions.Parse(args);
return options.Worker is { } program ? await FakeWorker.RunAsync(program) : await Player.PlayAsync(options);
