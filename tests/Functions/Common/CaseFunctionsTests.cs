using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Common;

public sealed class CaseFunctionsTests(Azurite azurite)
{
    [Theory]
    [InlineData("effects")]
    [InlineData("documents")]
    public async Task What_the_platform_gave_up_because_a_process_died_lies_among_the_stuck_and_can_be_replayed(string queue)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var storage = city.Services.GetRequiredService<CityStorage>();
        // The insurance of an attempt that never was: harmless to replay.
        var text = new CaseMessage("LEG-00000-000000", Attempt: "never").ToJson();
        await storage.Queue(queue + "-poison").SendMessageAsync(text);
        var stuck = city.Services.GetRequiredService<StuckItems>();
        await Eventually.True(async () => (await stuck.List(queue, default)).Count == 1, "it is among the stuck");
        await Eventually.True(async () => await Left(queue + "-poison") == 0, "it has left the poison queue");
        var item = (await stuck.List(null, default)).Single();
        Assert.Equal((queue, text), (item.Queue, item.Text));
        await stuck.Replay(item, default);
        await Eventually.True(async () => await Left(queue) == 0, "it was replayed");
        Assert.Empty(await stuck.List(null, default));

        async Task<int> Left(string name) => (await storage.Queue(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;
    }

    [Fact]
    public async Task A_message_for_a_newer_program_is_a_failure_that_is_kept_and_garbage_is_refused()
    {
        var city = await ToyCity.On(azurite.NewAccount());
        var bought = await city.Buy();
        await Assert.ThrowsAsync<InvalidOperationException>(() => city.Handle(new CaseMessage("NEW-00000-000000", Attempt: "one").ToJson()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => city.Handle(new CaseMessage(bought.Reference, Version: 1, Effect: "new").ToJson()));
        Assert.False((await Assert.ThrowsAsync<Refusal>(() => city.Handle("garbage"))).ForNow);
    }
}
