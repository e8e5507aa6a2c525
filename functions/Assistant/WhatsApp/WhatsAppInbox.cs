using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>Keeps what a delivery holds, each message in its person's conversation and once; the queue does the rest.</summary>
sealed partial class WhatsAppInbox(ConversationStore conversations, CityKeys keys, TimeProvider clock, ILogger<WhatsAppInbox> log)
{
    /// <summary>Under a person's new id: the conversation that they had under the old one.</summary>
    const string Was = "was";

    /// <summary>Under a person's number, their id; under their id, the number: so that they are found by it, and only to be forgotten.</summary>
    const string Is = "is", Number = "number";

    /// <summary>All of it, or the exception says that WhatsApp has to tell it again.</summary>
    public async Task Keep(WebhookDelivery delivery, CancellationToken stop)
    {
        foreach (var code in delivery.Faults) Fault(log, code);
        if (delivery.Unread > 0) Unread(log, delivery.Unread);
        foreach (var move in delivery.Moves) await Move(move, stop);
        await Parallel.ForEachAsync(delivery.Messages.Where(message => message.Kind != IncomingKind.Reaction).GroupBy(message => message.Person), stop, async (theirs, cancel) =>
        {
            var notes = await conversations.Notes(Name(theirs.Key), cancel);
            var conversation = notes.GetValueOrDefault(Was) ?? Name(theirs.Key);
            if (theirs.Select(message => message.Number).FirstOrDefault(told => told is not null) is { } number && notes.GetValueOrDefault(Number) != Name(number))
            {
                await conversations.Note(Name(number), Is, Name(theirs.Key), cancel);
                await conversations.Note(Name(theirs.Key), Number, Name(number), cancel);
            }
            var (now, nth) = (clock.GetUtcNow(), 0);
            // By WhatsApp's clock, which orders what overtakes on its way; it counts in seconds, within which the delivery's own order holds.
            foreach (var message in theirs)
                await conversations.Accept(conversation, Arrival(message, (message.At == DateTimeOffset.UnixEpoch || message.At > now ? now : message.At).AddTicks(nth++)), cancel);
        });
        foreach (var news in delivery.Deliveries) await Tell(news, stop);
    }

    /// <summary>The conversation of a person: no key shows who they are.</summary>
    public async Task<string> Of(string person, CancellationToken stop) => await conversations.Noted(Name(person), Was, stop) ?? Name(person);

    /// <summary>The conversations that are a person's: under this id or number, under the id that goes with the number, and under the one that they had before.</summary>
    public async Task<IReadOnlyList<string>> All(string person, CancellationToken stop)
    {
        var id = await conversations.Noted(Name(person), Is, stop) ?? Name(person);
        return [.. new[] { Name(person), id, await conversations.Noted(id, Was, stop) ?? id }.Distinct()];
    }

    string Name(string person) => $"{WhatsAppDoor.Name}-{Base32.Encode(keys.Mac("whatsapp person", person), 26)}";

    static Arrival Arrival(IncomingMessage message, DateTimeOffset at)
    {
        var mail = new Mail(message.Kind == IncomingKind.Welcome ? MailKind.Opened : MailKind.Said, new WhatsAppAddress(message.Person, at).ToJson())
        {
            Said = message.Said,
            Announced = message.Media is { } media ? JsonSerializer.Serialize(media, WhatsAppJson.Default.IncomingMedia) : null,
        };
        return mail.Arrival(message.Id, at);
    }

    async Task Move(MovedPerson move, CancellationToken stop)
    {
        var conversation = await Of(move.From, stop);
        if (conversation == Name(move.To) || (await conversations.Find(conversation, stop)).Memory is null) return;
        await conversations.Note(Name(move.To), Was, conversation, stop);
        // Nothing is said; what waits to be sent goes to the new address.
        var mail = new Mail(MailKind.Opened, new WhatsAppAddress(move.To, null).ToJson());
        await conversations.Accept(conversation, mail.Arrival(move.Id, clock.GetUtcNow()), stop);
    }

    async Task Tell(DeliveryNews news, CancellationToken stop)
    {
        if (news.Key is null || Letter().Match(news.Key) is not { Success: true } letter) return;
        var status = news.Fault is { } fault ? $"failed {fault.Code}" : JsonNamingPolicy.CamelCase.ConvertName(news.State.ToString());
        var number = int.Parse(letter.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        if (!await conversations.Told(letter.Groups[1].Value, news.Id, (int)news.State, status, stop, number) || news.Fault is null) return;
        if (news.Fault.Remedy == Remedy.Mend) ToMend(log, letter.Groups[1].Value, news.Fault.Code);
        else Undelivered(log, letter.Groups[1].Value, news.Fault.Code);
    }

    // The key that a letter was sent with: its conversation, and its number there.
    [GeneratedRegex(@"\A(whatsapp-[0-9A-Z]{26})/([0-9]{1,9})\z")]
    private static partial Regex Letter();

    [LoggerMessage(1, LogLevel.Warning, "WhatsApp tells of an error: {Code}")]
    static partial void Fault(ILogger log, int code);

    [LoggerMessage(2, LogLevel.Warning, "{Count} messages or statuses of WhatsApp could not be read")]
    static partial void Unread(ILogger log, int count);

    [LoggerMessage(3, LogLevel.Warning, "Conversation {Conversation}: WhatsApp did not deliver a letter: error {Code}")]
    static partial void Undelivered(ILogger log, string conversation, int code);

    [LoggerMessage(4, LogLevel.Error, "Conversation {Conversation}: WhatsApp did not deliver a letter, and delivers none until somebody mends token, account or template: error {Code}")]
    static partial void ToMend(ILogger log, string conversation, int code);
}
