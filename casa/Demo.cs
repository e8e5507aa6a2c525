using System.CommandLine;
using Casa.Demonstration;

namespace Casa;

/// <summary>
/// <c>demo</c>: plays a whole story as real calls against a running city, a line a step; or, with <c>--year</c>, a year of one bureau on
/// storage of its own, whose figures are then counted twice.
/// </summary>
static class Demo
{
    const int UsualRequests = 1200;

    public static Command Verb()
    {
        var port = CityClient.Port();
        var pdf = new Option<string?>("--pdf") { HelpName = "F", Description = "the citizen's document (one is made when absent)" };
        var saved = new Option<string?>("--out") { HelpName = "S", Description = "where the sealed file is left" };
        var year = new Option<int?>("--year") { HelpName = "Y", Description = "a year of one bureau instead, on storage of its own" };
        var bureau = new Option<string>("--bureau") { HelpName = "B", Description = "the year's bureau (maarif-1)", DefaultValueFactory = _ => "maarif-1" };
        var seed = new Option<int>("--seed") { HelpName = "1", Description = "the same seed invents the same year", DefaultValueFactory = _ => 1 };
        var requests = new Option<int>("--requests") { HelpName = "N", Description = $"requests in the year ({UsualRequests})", DefaultValueFactory = _ => UsualRequests };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "keeps the year there, empty before, for `run --data DIR`" };
        var story = new Argument<string>("STORY") { HelpName = "legalisation|ticket|chat", Description = "legalisation, ticket or chat" };
        story.AcceptOnlyFromAmong("legalisation", "ticket", "chat");
        requests.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && !(int.TryParse(given.Tokens[0].Value, out var count) && count is >= 1 and <= 20_000)) given.AddError("--requests takes 1 to 20000.");
        });
        var verb = new Command("demo", "plays a whole story against a running city, a line a step; --year: a year of a bureau, counted twice")
        {
            story, port, pdf, saved, year, bureau, seed, requests, data,
        };
        verb.SetAction(async (said, stop) =>
        {
            if (said.GetValue(year) is { } whole)
                return await Year(said.GetValue(bureau)!, whole, said.GetValue(seed), said.GetValue(requests), said.GetValue(data), stop) ? 0 : 1;
            using var city = new CityClient(said.GetValue(port));
            if (said.GetValue(story) == "ticket")
            {
                await new TicketStory(city, Console.Out).Play(stop);
                return 0;
            }
            if (said.GetValue(story) == "chat")
            {
                await new ChatStory(city, Console.Out).Play(stop);
                return 0;
            }
            await new LegalisationStory(city, Console.Out).Play(said.GetValue(pdf), said.GetValue(saved), stop);
            return 0;
        });
        return verb;
    }

    static async Task<bool> Year(string bureau, int year, int seed, int requests, string? data, CancellationToken stop)
    {
        if (data is not null && Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
            throw new Failure($"{data} is not empty: a year is counted whole, so it begins with nothing.");
        using var folder = data is null ? null : DataFolder.Open(data, fresh: false);
        var port = Ports.FreeInARow();
        await using var storage = await LocalStorage.Start(folder?.Path, port, stop);
        return await BureauYear.Run(LocalStorage.ConnectionString(port), LocalKeys.Value, Repository.Private, bureau, year, seed, requests, Console.Out, stop);
    }
}
