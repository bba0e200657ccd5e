using BorgUi.FakeBorg;

return await Player.PlayAsync(PlayerOptions.Parse(args));
