using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Followers;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Given;

/// <summary>What people and queues do with tickets, one act at a time.</summary>
sealed class TicketOperations : ICountedActs
{
    const string Service = "eclairage-public", Operator = "eclairage";
    static readonly Caller agent = new($"{Operator}-agent-1", new HashSet<string> { Roles.Agent });
    static readonly Place place = new(33.5777, -7.6345);
    readonly CountedCity city;
    readonly TicketDesk desk;
    readonly FollowerDesk followers;

    TicketOperations(CountedCity city)
    {
        this.city = city;
        desk = city.Services.GetRequiredService<TicketDesk>();
        followers = city.Services.GetRequiredService<FollowerDesk>();
    }

    public CityStorage Storage => city.Storage;

    public static async Task<TicketOperations> Start(string storage) => new(await CountedCity.Start(storage));

    public ValueTask DisposeAsync() => city.DisposeAsync();

    /// <summary>So many tickets, spread over the squares of the map as a city's are.</summary>
    public async Task Fill(int cases) => await city.Copy((await Reported()).Reference, cases - 1,
        (number, list) => list.StartsWith("tickets:near:", StringComparison.Ordinal) ? $"{list}:{number % 2000}" : list);

    public Task<int> Transactions(Func<Task> act) => city.Transactions(act);

    public IEnumerable<(string Name, Func<Task<Func<Task>>> Prepare)> All()
    {
        yield return ("similar", () => Act(() => FindSimilar.Run(new(Service, place), followers, default)));
        yield return ("report", () => Act(Reported));
        yield return ("view", CountedCity.After(Reported, its => View.Run(its.Reference, its.AccessCode, null, Language.French, desk, default)));
        yield return ("me too", CountedCity.After(Reported, Follows));
        yield return ("count me too", Counts);
        yield return ("message", CountedCity.After(Reported, its => WriteMessage.Run(its.Reference, new("Toujours éteint"), its.AccessCode, null, desk, default)));
        yield return ("desk list", () => Act(() => ReadTickets.Run(new("received", null, null, null, false), null, agent, desk, default)));
        yield return ("public list and map", () => Act(() => ReadPublic.Run(null, null, null, null, desk, default)));
        yield return ("assign", CountedCity.After(Reported, its => Assign.Run(its.Reference, agent.Id, agent, null, desk, default)));
        yield return ("answer and close", CountedCity.After(Reported, its => desk.ChangeAs(
            agent, its.Reference, "TicketAnswer", ticket => ticket.Answer("C’est réparé.", TicketOutcome.Solved), null, default)));
    }

    /// <summary>A ticket that was closed.</summary>
    public async Task<string> Closed()
    {
        var its = await Reported();
        await desk.ChangeAs(agent, its.Reference, "TicketClose", ticket => ticket.Close(TicketOutcome.Solved, null), null, default);
        return its.Reference;
    }

    /// <summary>The public list, a page after another.</summary>
    public async Task<IReadOnlyList<PublicTicket>> Public(string status)
    {
        var all = new List<PublicTicket>();
        for (string? continuation = null; ;)
        {
            var page = await ReadPublic.Run(null, Service, status, continuation, desk, default);
            all.AddRange(page.Items);
            if ((continuation = page.Continuation) is null) return all;
        }
    }

    /// <summary>The operator's digest of this moment.</summary>
    public Task Digest() => Services.Tickets.Digests.ReadDigest.Run(null, agent, city.Services.GetRequiredService<Services.Tickets.Digests.DigestDesk>(), default);

    async Task<Func<Task>> Counts()
    {
        var its = await Reported();
        await Follows(its);
        var follower = (await desk.Lists.Page(FollowerKind.Of(its.Reference), 1, null, default)).Items[0].Reference;
        return await city.Effect(followers.Kind, follower, "count");
    }

    static Task<Func<Task>> Act(Func<Task> act) => Task.FromResult(act);

    async Task<Report.Receipt> Reported() => await Report.Run(new(TicketType.Complaint, "fr", Service, "Le lampadaire est éteint", place,
        new Dictionary<string, JsonElement> { ["panne"] = JsonSerializer.SerializeToElement("eteint") }), null, Language.French, desk, default);

    Task Follows(Report.Receipt its) => Follow.Run(its.Reference, new(Email: "voisine@example.ma"), null, followers, default);
}
