using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Tickets;
using CasaServerless.Services.Tickets.Followers;
using CasaServerless.Services.Tickets.Operators;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Crash;

/// <summary>Looks for all tickets, messages and followers that were promised, and for whatever nobody was promised.</summary>
sealed class TicketAudit(CityStorage storage, CaseStore cases, CityKeys keys, IReadOnlyList<TicketTale> tales, Action<string> fault)
{
    readonly TicketKind kind = new(keys, new OperatorSystems(new ConfigurationBuilder().Build(), development: true));
    readonly FollowerKind followers = new(keys);
    readonly Dictionary<string, Case<TicketCase>> tickets = [];
    readonly Dictionary<string, Case<FollowerCase>> following = [];

    /// <summary>Whether a case is one of this audit's.</summary>
    public static bool Knows(string reference) => reference.StartsWith("TIC-", StringComparison.Ordinal) || reference.StartsWith("SUI-", StringComparison.Ordinal);

    /// <summary>The lists in which tickets and followers must stand; once they were looked at.</summary>
    public IEnumerable<(string, string, string)> Lists =>
        tickets.Values.SelectMany(its => kind.Lists(its.Reference, its.State, its.Personal).Select(entry => (entry.List, $"{entry.Order}|{its.Reference}", entry.Shows)))
            .Concat(following.Values.SelectMany(its => followers.Lists(its.Reference, its.State, its.Personal).Select(entry => (entry.List, $"{entry.Order}|{its.Reference}", entry.Shows))));

    public async Task Look()
    {
        await foreach (var head in storage.Table(CaseStore.TableName).QueryAsync<TableEntity>("RowKey eq 'H'", select: ["PartitionKey"]))
        {
            if (head.PartitionKey.StartsWith("TIC-", StringComparison.Ordinal)) tickets[head.PartitionKey] = (await cases.Find(kind, head.PartitionKey, default))!;
            if (head.PartitionKey.StartsWith("SUI-", StringComparison.Ordinal)) following[head.PartitionKey] = (await cases.Find(followers, head.PartitionKey, default))!;
        }
        foreach (var stranger in tickets.Keys.Except(tales.Select(tale => tale.Reference!))) fault($"{stranger}: a ticket that nobody was told of");
        foreach (var tale in tales.Where(tale => tale.Reference is not null))
        {
            if (!tickets.TryGetValue(tale.Reference!, out var its))
            {
                fault($"{tale.Reference}: accepted and not there");
                continue;
            }
            if (its.State.Status.ToString() != tale.Status) fault($"{tale.Reference}: {its.State.Status}, told as {tale.Status}");
            var texts = (await cases.Texts(its.Reference, default)).OrderBy(text => text.Key).Select(text => text.Value);
            if (!texts.SequenceEqual(tale.Texts)) fault($"{tale.Reference}: {string.Join(" | ", texts)}");
            var theirs = following.Values.Count(one => one.State.Ticket == its.Reference);
            if (theirs != TicketTale.Neighbours) fault($"{tale.Reference}: {theirs} followers");
            if (its.State.Followers != theirs) fault($"{tale.Reference}: {theirs} followers, counted as {its.State.Followers}");
            foreach (var broken in await cases.FaultsOf(its.Reference, default)) fault($"{its.Reference}: {broken}");
        }
        foreach (var one in following.Values.Where(one => !tickets.ContainsKey(one.State.Ticket))) fault($"{one.Reference}: follows no ticket");
    }
}
