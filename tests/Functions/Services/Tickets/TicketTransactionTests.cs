using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>What each act on tickets asks of storage: the same however many tickets there are, or something scans.</summary>
public sealed class TicketTransactionTests(Azurite azurite)
{
    // Whoever changes a number here says why. A new ticket is three (insurance, commit, insurance taken back) and a row in each of its ten lists: the
    // desk's four, the public's three, the square of the map, the escalation's and the day's. A change is one more for reading it; a row that shows something
    // new is three (not added, read, written over), and so is one that is left. Two squares of the map touch the surroundings of the place.
    // What ends comes into one list more: that of what is to be forgotten.
    const string Expected = """
        similar: 2
        report: 13
        view: 3
        me too: 9
        count me too: 31
        message: 5
        desk list: 1
        public list and map: 1
        assign: 32
        answer and close: 42
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
