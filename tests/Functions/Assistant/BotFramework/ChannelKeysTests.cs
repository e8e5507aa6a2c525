using CasaServerless.Assistant.BotFramework;
using CasaServerless.Kernel;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

public sealed class ChannelKeysTests
{
    readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Keys_are_fetched_once_a_day_and_for_an_unknown_one_once_an_hour()
    {
        await using var bots = await PlayedBotService.Start();
        using var keys = Keys(bots);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => Assert.NotNull(await keys.Find(bots.Good.Rsa.KeyId, default))));
        Assert.Equal(1, bots.KeysFetched);
        for (var time = 0; time < 20; time++) Assert.Null(await keys.Find($"made up {time}", default));
        Assert.Equal(1, bots.KeysFetched);
        bots.Keys.Add(PlayedBotService.Key.New("msteams"));
        Assert.Null(await keys.Find(bots.Keys[^1].Rsa.KeyId, default));
        clock.Advance(TimeSpan.FromMinutes(61));
        var turned = await keys.Find(bots.Keys[^1].Rsa.KeyId, default);
        Assert.Equal(["msteams"], turned!.Endorsements);
        Assert.Null(await keys.Find("made up", default));
        Assert.Equal(2, bots.KeysFetched);
        clock.Advance(TimeSpan.FromHours(25));
        Assert.NotNull(await keys.Find(bots.Good.Rsa.KeyId, default));
        Assert.Equal(3, bots.KeysFetched);
    }

    [Fact]
    public async Task While_nobody_gives_keys_the_old_ones_hold_for_five_days()
    {
        await using var bots = await PlayedBotService.Start();
        using var keys = Keys(bots);
        bots.Down = true;
        Assert.Equal(("BOT-303", 503), Told(await Assert.ThrowsAsync<Refusal>(async () => await keys.Find(bots.Good.Rsa.KeyId, default))));
        bots.Down = false;
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.NotNull(await keys.Find(bots.Good.Rsa.KeyId, default));
        bots.Down = true;
        clock.Advance(TimeSpan.FromDays(4));
        Assert.NotNull(await keys.Find(bots.Good.Rsa.KeyId, default));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(("BOT-303", 503), Told(await Assert.ThrowsAsync<Refusal>(async () => await keys.Find(bots.Good.Rsa.KeyId, default))));
    }

    static (string, int) Told(Refusal refusal) => (refusal.Code, refusal.Status);

    ChannelKeys Keys(PlayedBotService bots) => new(BotOptionsTests.Of(true, [.. bots.Settings.Select(setting => setting[2..])]), clock, NullLogger<ChannelKeys>.Instance);
}
