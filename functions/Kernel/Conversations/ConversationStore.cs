using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Conversations;

/// <summary>
/// The conversations, a partition each: an inbox that keeps every message once, a state that one turn at a time changes together with the transcript
/// and with what is to be sent, and the transcript. What was accepted is answered, whatever dies in between.
/// </summary>
public sealed partial class ConversationStore(
    CityStorage storage, CaseBlobs blobs, CaseOptions options, TimeProvider clock, ConversationBell bell, ILogger<ConversationStore> log) : IDisposable
{
    /// <summary>The table's name.</summary>
    public const string TableName = "conversations";

    /// <summary>The queue whose messages say only that there is mail.</summary>
    public const string QueueName = "turns";

    const int MostRaces = 20;
    static readonly TimeSpan never = TimeSpan.FromSeconds(-1);
    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));
    readonly Lazy<TableClient> commits = new(() => storage.TableWithoutRetry(TableName));
    readonly RecentStates recent = new();

    public void Dispose() => recent.Dispose();

    /// <summary>Keeps an arrival in the inbox, once, and says that there is mail. False where it had come before, which says it again all the same.</summary>
    /// <exception cref="Refusal"><c>BOT-001</c>: storage does not answer; nothing was promised, the sender must try again.</exception>
    public async Task<bool> Accept(string conversation, Arrival arrival, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        // Whoever leaves now leaves nothing half done: what lies in an inbox has its mail message.
        var fresh = await Keep(conversation, arrival, CancellationToken.None);
        await SayMail(conversation, TimeSpan.Zero, CancellationToken.None);
        return fresh;
    }

    /// <summary>
    /// Keeps an arrival and takes its turn at once, before this returns; whatever cannot be done at once is done by the queue. False where it had come
    /// before. One transaction where nothing else is going on and nothing is to be sent, and a read where the last turn was not here.
    /// </summary>
    /// <exception cref="Refusal"><c>BOT-001</c>: as with <see cref="Accept"/>.</exception>
    public async Task<bool> Converse(string conversation, Arrival arrival, IConversing by, CancellationToken stop)
    {
        if (await Straight(conversation, arrival, by, stop) is { } fresh) return fresh;
        fresh = await Keep(conversation, arrival, CancellationToken.None);
        var insurance = await SayMail(conversation, options.Insurance, CancellationToken.None);
        // It is kept: from here on nothing that fails is the sender's affair, and the insurance sees to it.
        try
        {
            if (await Drain(conversation, by, lastTry: false, stop))
                await storage.Queue(QueueName).DeleteMessageAsync(insurance.MessageId, insurance.PopReceipt, stop);
        }
#pragma warning disable CA1031
        catch (Exception undone)
#pragma warning restore CA1031
        {
            LeftToQueue(log, conversation, undone);
        }
        return fresh;
    }

    /// <summary>The transcript's lines after a number, at most a thousand. One transaction.</summary>
    public async Task<IReadOnlyList<Line>> Lines(string conversation, int after, CancellationToken stop)
    {
        await foreach (var page in table.Value.QueryAsync<TableEntity>(ConversationRows.LinesAfter(conversation, after), 1000, cancellationToken: stop).AsPages())
            return [.. page.Values.Select(ConversationRows.LineRow)];
        return [];
    }

    /// <summary>The whole transcript; a transaction for each thousand lines.</summary>
    public async Task<IReadOnlyList<Line>> Transcript(string conversation, CancellationToken stop)
    {
        var lines = new List<Line>();
        for (var after = 0; await Lines(conversation, after, stop) is { Count: > 0 } some; after = some[^1].Number) lines.AddRange(some);
        return lines;
    }

    /// <summary>What is held of a conversation; its memory is null where nobody has spoken yet.</summary>
    public async Task<Held> Find(string conversation, CancellationToken stop) => (await Read(conversation, stop)).Held;

    /// <summary>Notes something beside the state, such as where its letters to the staff go. The last one holds.</summary>
    public Task Note(string conversation, string name, string text, CancellationToken stop) =>
        table.Value.UpsertEntityAsync(new TableEntity(conversation, ConversationRows.Note(name)) { ["Text"] = text }, TableUpdateMode.Replace, stop);

    /// <summary>What was noted; null where nothing was.</summary>
    public async Task<string?> Noted(string conversation, string name, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(conversation, ConversationRows.Note(name), cancellationToken: stop);
        return row.HasValue ? row.Value!.GetString("Text") : null;
    }

    /// <summary>All that was noted, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Notes(string conversation, CancellationToken stop)
    {
        var notes = new Dictionary<string, string>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>(ConversationRows.Notes(conversation), cancellationToken: stop)) notes[row.RowKey[1..]] = row.GetString("Text");
        return notes;
    }

    /// <summary>Brings an arrival after a while, such as a silence: it waits in the queue, for an inbox is emptied at once. Whoever knows it already takes it once.</summary>
    public Task AcceptLater(string conversation, Arrival arrival, TimeSpan after, CancellationToken stop) =>
        storage.Queue(QueueName).SendMessageAsync(new MailMessage(conversation, Message: arrival.Message, Body: arrival.Body).ToJson(), after, never, stop);

    async Task<TurnState> Read(string conversation, CancellationToken stop)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>(ConversationRows.Turn(conversation), cancellationToken: stop)) rows.Add(row);
        return TurnState.Of(conversation, rows);
    }

    async Task<bool> Keep(string conversation, Arrival arrival, CancellationToken stop)
    {
        // It waits from now on: the next one does not overtake it.
        recent.Take(conversation);
        for (var again = false; ; again = true)
        {
            try
            {
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
                deadline.CancelAfter(options.Deadline);
                await commits.Value.SubmitTransactionAsync(
                    [ConversationRows.Add(ConversationRows.SeenRow(conversation, arrival)), ConversationRows.Add(ConversationRows.InboxRow(conversation, arrival))], deadline.Token);
                return true;
            }
            catch (RequestFailedException there) when (there.Status == 409)
            {
                // After an unclear answer it may be our own first try: either way it is kept.
                return again;
            }
            catch (Exception ill) when (CaseStore.Passing(ill) && !stop.IsCancellationRequested)
            {
                if (again) throw ConversationRefusals.NotNow();
            }
        }
    }

    async Task<SendReceipt> SayMail(string conversation, TimeSpan after, CancellationToken stop, int tries = 0)
    {
        try
        {
            return await storage.Queue(QueueName).SendMessageAsync(new MailMessage(conversation, tries).ToJson(), after, never, stop);
        }
        catch (Exception ill) when (CaseStore.Passing(ill) && !stop.IsCancellationRequested)
        {
            throw ConversationRefusals.NotNow();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Conversation {Conversation}: kept, its turn is left to the queue")]
    static partial void LeftToQueue(ILogger log, string conversation, Exception undone);
}
