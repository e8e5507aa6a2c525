using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>What each act asks of storage: the same however many cases there are, or something scans.</summary>
public sealed class TransactionTests(Azurite azurite)
{
    // Storage is paid and waited for by the transaction: whoever changes a number here says why. A change of a case is four (read,
    // insurance, commit, insurance taken back), joining a list one, leaving one three (read, tombstone, its day), an effect queued one. Judging
    // looks once for parts of files that never became whole. A request joins the list of what counts in its day, and so does its end, which joins
    // that of what is kept for a time as well.
    // Certifying reads the officer and their delegations at that moment, one each: neither may be a minute old.
    // Sealing joins the list of papers whose fee is owed: nobody has paid for these.
    // What was seen joins the list of what is forgotten in time, and leaves it with the decision.
    const string Expected = """
        submit: 8
        view: 2
        upload: 7
        judge: 12
        bureau queue: 1
        present: 13
        certify: 15
        seal: 22
        verify by code: 2
        verify by file: 2
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Each_act_costs_what_is_written_here_whatever_the_number_of_cases(int cases)
    {
        await using var operations = await Operations.Start(azurite.NewAccount());
        await operations.Fill(cases);
        var counted = new List<string>();
        foreach (var (name, prepare) in operations.All()) counted.Add($"{name}: {await operations.Transactions(await prepare())}");
        Assert.Equal(Expected, string.Join('\n', counted));
    }
}
