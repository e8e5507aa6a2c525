using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Functions.Kernel.Cases;

/// <summary>Many changes at once while storage fails at random: what was answered was done once, and nothing stays half done.</summary>
public sealed class BadDaysTests(Azurite azurite)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whoever_was_told_that_it_stands_finds_it_and_whoever_was_not_finds_it_once_or_never(int seed)
    {
        await using var toys = await TroubledToys.On(azurite.NewAccount(), TroubledToys.Hasty);
        var dice = new Dice(seed);
        var references = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => toys.Bought()));
        var (told, asked) = (new int[references.Length], new int[references.Length]);
        // One request in twelve, one commit in four: late until after the insurance, lost, refused, unanswered.
        toys.Storage.Plan = new BadDays(dice, 0.08, TroubledToys.Hasty.Insurance * 1.5).Befalls;
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (game, _) =>
        {
            var toy = game % references.Length;
            Interlocked.Increment(ref asked[toy]);
            try
            {
                await toys.Ill.Play(references[toy]);
                Interlocked.Increment(ref told[toy]);
            }
            catch (Exception unknown) when (unknown is CasaServerless.Kernel.Refusal { ForNow: true } or AggregateException or Azure.RequestFailedException)
            {
                // Not told.
            }
        });
        await Eventually.True(() => toys.Storage.UnderWay == 0, "all that was late has arrived");
        for (var toy = 0; toy < references.Length; toy++)
        {
            await toys.Drain();
            var times = (await toys.Well.Find(references[toy])).State.Times;
            Assert.InRange(times, told[toy], asked[toy]);
            await toys.Played(references[toy], times);
        }
        Assert.Equal(references.Order(), (await toys.All()).Order());
    }
}
