using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>What each act on tickets asks of storage: the same however many tickets there are, or something scans.</summary>
public sealed class TicketTransactionTests(Azurite azurite)
{
    // Whoever changes a number here says why. A new ticket is three (insurance, commit, insurance taken back) and a row in each of its ten lists.
    // A change is one more for reading it, and three for each list that it leaves.
    const string Expected = """
        similar: 4
        report: 13
        view: 3
        me too: 7
        count me too: 13
        message: 5
        desk list: 1
        public list and map: 1
        assign: 12
        answer and close: 33
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Each_act_costs_what_is_written_here_whatever_the_number_of_tickets(int tickets)
    {
        await using var operations = await TicketOperations.Start(azurite.NewAccount());
        await operations.Fill(tickets);
        var counted = new List<string>();
        foreach (var (name, prepare) in operations.All()) counted.Add($"{name}: {await operations.Transactions(await prepare())}");
        var found = string.Join('\n', counted);
        Assert.True(Expected == found, found);
    }
}
