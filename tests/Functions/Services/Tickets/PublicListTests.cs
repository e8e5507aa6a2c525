using CasaServerless.Kernel;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>The public list: what is open, what has ended, or both, the newest first and each once.</summary>
public sealed class PublicListTests(Azurite azurite)
{
    [Fact]
    public async Task All_states_are_one_list_however_many_pages_it_has()
    {
        await using var operations = await TicketOperations.Start(azurite.NewAccount());
        var first = await operations.Closed();
        await operations.Fill(230);
        var last = await operations.Closed();
        Assert.Equal(230, (await operations.Public("open")).Count);
        Assert.Equal(new HashSet<string> { first, last }, (await operations.Public("closed")).Select(one => one.Reference).ToHashSet());
        var all = await operations.Public("all");
        Assert.Equal(232, all.Select(one => one.Reference).Distinct().Count());
        Assert.Equal(232, all.Count);
        Assert.Equal(all.Select(one => one.ReportedAt).OrderDescending(), all.Select(one => one.ReportedAt));
        Assert.Equal("TIC-001", (await Assert.ThrowsAsync<Refusal>(() => operations.Public("some"))).Code);
    }
}
