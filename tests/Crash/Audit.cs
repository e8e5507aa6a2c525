using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Sharing;
using CasaServerless.Services.Legalisation.Specimens;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// Looks into storage itself, in good weather, for all that was promised and for whatever nobody was promised: a case lost or doubled, an
/// event twice, a number missing, a list that disagrees, a file that no register knows, work that never came to its end.
/// </summary>
sealed partial class Audit
{
    static readonly string[] queueNames = [CaseStore.EffectsQueue, LegalisationKind.DocumentsQueue];
    readonly CityStorage storage;
    readonly CaseStore cases;
    readonly LegalisationKind kind;
    readonly SpecimenKind specimens;
    readonly IReadOnlyList<Story> stories;
    readonly ConcurrentQueue<string> faults;
    readonly Dictionary<string, Case<LegalisationCase>> found = [];
    readonly Dictionary<string, Case<SpecimenCase>> enrolled = [];
    readonly TicketAudit tickets;

    public Audit(string connection, string keys, IReadOnlyList<Story> stories, ConcurrentQueue<string> faults)
    {
        (this.stories, this.faults) = (stories, faults);
        storage = new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build());
        var city = new CityKeys(keys);
        (kind, specimens) = (new(city), new(city));
        cases = new(storage, city, new Lists(storage, TimeProvider.System), new(), TimeProvider.System, NullLogger<CaseStore>.Instance);
        tickets = new(storage, cases, city, [.. stories.Select(story => story.Ticket)], Fault);
    }

    public int Certified { get; private set; }

    public int Numbers { get; private set; }

    public int Registers { get; private set; }

    public int Days { get; private set; }

    /// <summary>Waits until the queues are empty, hidden messages included, and no request of before is still on its way.</summary>
    public async Task Quiet(Func<int> underWay, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var calm = 0; calm < 2;)
        {
            var left = underWay();
            foreach (var name in queueNames.SelectMany(name => (string[])[name, name + "-poison"]))
                left += (await storage.Queue(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;
            calm = left == 0 ? calm + 1 : 0;
            if (left > 0 && TimeProvider.System.GetElapsedTime(start) > patience)
            {
                faults.Enqueue($"{left} messages or requests never came to their end");
                return;
            }
            await Task.Delay(500);
        }
    }

    /// <param name="publishingKey">Path of the key that days are signed with.</param>
    /// <param name="closed">Days that somebody was told are closed.</param>
    public async Task Run(LetterAudit letters, string publishingKey, IReadOnlySet<DateOnly> closed)
    {
        await foreach (var head in storage.Table(CaseStore.TableName).QueryAsync<TableEntity>("RowKey eq 'H'", select: ["PartitionKey"]))
        {
            if (TicketAudit.Knows(head.PartitionKey)) continue;
            if (head.PartitionKey.StartsWith("SPE-", StringComparison.Ordinal)) enrolled[head.PartitionKey] = (await cases.Find(specimens, head.PartitionKey, default))!;
            else found[head.PartitionKey] = (await cases.Find(kind, head.PartitionKey, default))!;
        }
        var promised = stories.Where(story => story.Reference is not null).ToList();
        foreach (var story in promised.Where(story => !found.ContainsKey(story.Reference!))) Fault($"{story.Reference}: accepted and not there");
        foreach (var twice in promised.GroupBy(story => story.Reference).Where(same => same.Count() > 1)) Fault($"{twice.Key}: two stories' case");
        foreach (var stranger in found.Keys.Except(promised.Select(story => story.Reference!))) Fault($"{stranger}: a case that nobody was told of");
        foreach (var story in promised.Where(story => found.ContainsKey(story.Reference!))) await Ends(story, found[story.Reference!], letters);
        letters.Strangers();
        await SpecimenAudit.Of(stories, enrolled, cases, specimens, Fault);
        await TheRegisters();
        Days = await DayAudit.Of(storage, publishingKey, closed, Books.Select(book => book.Key), Fault);
        await tickets.Look();
        await TheLists();
        foreach (var fault in (await PlaceAudit.Of(storage, found.Values)).Faults) Fault(fault);
        await TheFiles();
        await foreach (var stuck in storage.Table(StuckItems.TableName).QueryAsync<TableEntity>())
            Fault($"stuck in {stuck.PartitionKey}: {stuck.GetString("Text")} ({stuck.GetString("Error")})");
    }

    /// <summary>Nothing of a citizen lies about on the city's own machine.</summary>
    public void Files(CityProcess city)
    {
        foreach (var left in Directory.EnumerateFiles(city.Temporary)) Fault($"a file was left behind: {Path.GetFileName(left)}");
        foreach (var line in File.ReadLines(city.LogPath).Where(line => People().IsMatch(line))) Fault($"the log names a person: {line[..Math.Min(40, line.Length)]}…");
    }

    // The numbers of cards, and the addresses, of everybody in the stories.
    [GeneratedRegex(@"\bB[EHJ]\d{6}\b|personne-\d+@|nobody@")]
    private static partial Regex People();

    IEnumerable<IGrouping<string, Case<LegalisationCase>>> Books => found.Values.Where(its => its.State.Sealed is not null)
        .GroupBy(its => RegisterEntry.Book(its.State.Certification!.Bureau, its.State.Certification.Year));

    void Fault(string text) => faults.Enqueue(text);

    async Task Ends(Story story, Case<LegalisationCase> its, LetterAudit letters)
    {
        var ending = story.Plot.Ending;
        string[] expected =
        [
            nameof(LegalisationEvent.Requested), nameof(LegalisationEvent.DocumentReceived), nameof(LegalisationEvent.DocumentAccepted),
            .. ending == Ending.Submitted ? (string[])[] : [nameof(LegalisationEvent.Presented)],
            .. ending is Ending.Certified or Ending.Revoked ? (string[])[nameof(LegalisationEvent.CertificationStarted), nameof(LegalisationEvent.Certified)] : [],
            .. ending == Ending.Refused ? (string[])[nameof(LegalisationEvent.Refused)] : [],
            .. ending == Ending.Revoked ? (string[])[nameof(LegalisationEvent.Revoked)] : [],
        ];
        var history = await cases.History(kind, story.Reference!, default);
        letters.Look(story, history);
        foreach (var fault in story.Shares?.Faults(history) ?? []) Fault(fault);
        // How appointments came and went is left to chance; that they are over, and their places free, is not.
        var happened = history.Where(one => one.Event is not (AppointmentEvent or SharingEvent or LegalisationEvent.ApplicantNotified or LegalisationEvent.NoticeUndeliverable)).Select(one => one.Event.GetType().Name).ToList();
        if (its.State.Visit is { Booked: not null } or { Asked: not null }) Fault($"{story.Reference}: an appointment after all");
        if (!happened.SequenceEqual(expected)) Fault($"{story.Reference}: {string.Join(", ", happened)}");
        foreach (var fault in await cases.FaultsOf(story.Reference!, default)) Fault($"{story.Reference}: {fault}");
        if (its.State.Status.ToString() != ending.ToString()) Fault($"{story.Reference}: {its.State.Status}, told as {ending}");
        if (its.State.Sealed?.Sha256 != story.Sha256) Fault($"{story.Reference}: delivered {story.Sha256}, sealed {its.State.Sealed?.Sha256}");
        if (its.State.RegisterNumber != story.RegisterNumber) Fault($"{story.Reference}: {its.State.RegisterNumber}, told {story.RegisterNumber}");
    }

    async Task TheRegisters()
    {
        var register = new Register(storage, new(), TimeProvider.System);
        foreach (var book in Books)
        {
            Certified += book.Count();
            Registers++;
            var pages = await register.Read(book.Key, default);
            Numbers += pages.Last;
            foreach (var fault in pages.Faults) Fault($"register {book.Key}: {fault}");
            // A paper with witnesses has three numbers, one behind the other.
            var taken = book.Sum(its => RegisterEntry.Claims(its.Reference, its.State).Count);
            if (pages.Last != taken) Fault($"register {book.Key}: {pages.Last} numbers, {taken} for {book.Count()} certified cases");
            var ends = pages.Links.Where(link => link.Outcome is not null).ToDictionary(link => link.Number, link => link.Outcome!);
            var takers = pages.Links.Where(link => link.Key is not null).ToDictionary(link => link.Key!, link => link.Number);
            foreach (var number in Enumerable.Range(1, pages.Last).Where(number => !ends.ContainsKey(number)))
                Fault($"register {book.Key}: number {number} has no outcome");
            foreach (var (its, claim, place) in book.SelectMany(its => RegisterEntry.Claims(its.Reference, its.State).Select((claim, place) => (its, claim, place))))
            {
                var paper = its.State.Sealed!;
                if (!takers.TryGetValue(claim.Key, out var number)) Fault($"{its.Reference}: no number {place}");
                else if (number != paper.Number + place) Fault($"{its.Reference}: number {paper.Number + place}, the register says {number}");
                else if (place > 0 && paper.WitnessNumbers?.ElementAtOrDefault(place - 1) != number) Fault($"{its.Reference}: its witness's number {number} is not on the paper");
                else if (ends.GetValueOrDefault(number) != RegisterOutcome.Sealed(paper.Sha256)) Fault($"{its.Reference}: number {number} ended otherwise");
            }
        }
    }

    async Task TheLists()
    {
        var expected = found.Values.SelectMany(its => kind.Lists(its.Reference, its.State, its.Personal)
            .Select(entry => (entry.List, $"{entry.Order}|{its.Reference}", entry.Shows)))
            .Concat(enrolled.Values.SelectMany(its => specimens.Lists(its.Reference, its.State, its.Personal)
                .Select(entry => (entry.List, $"{entry.Order}|{its.Reference}", entry.Shows)))).Concat(tickets.Lists).ToHashSet();
        var there = new HashSet<(string, string, string)>();
        await foreach (var row in storage.Table(Lists.TableName).QueryAsync<TableEntity>("Gone eq false"))
            there.Add((row.PartitionKey, row.RowKey, row.GetString("Shows") ?? ""));
        foreach (var (list, row, _) in expected.Except(there)) Fault($"list {list}: {row} is missing");
        foreach (var (list, row, _) in there.Except(expected)) Fault($"list {list}: {row} does not belong there");
    }

    async Task TheFiles()
    {
        var known = found.Values.SelectMany(its => new[]
        {
            (Folders.Uploads, its.State.Upload?.Sha256), (Folders.Judged, its.State.Judged?.Sha256), (Folders.Sealed, its.State.Sealed?.Sha256),
        }.Where(file => file.Item2 is not null).Select(file => $"{its.Reference}/{file.Item1}/{file.Item2}"))
            .Concat(enrolled.Values.Select(its => $"{its.Reference}/{SpecimenKind.Folder}/{its.State.Picture?.Sha256}")).ToHashSet();
        var there = new HashSet<string>();
        var container = storage.Container(CaseBlobs.ContainerName);
        await foreach (var blob in container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, null, default))
        {
            there.Add(blob.Name);
            if (!known.Contains(blob.Name)) Fault($"file {blob.Name}: nobody knows it");
            var content = (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content;
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != blob.Name.Split('/')[^1]) Fault($"file {blob.Name}: not what its name says");
        }
        foreach (var missing in known.Except(there)) Fault($"file {missing}: lost");
    }
}
