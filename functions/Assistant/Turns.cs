using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Dialogs;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Documents;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Tickets;

namespace CasaServerless.Assistant;

/// <summary>One turn of a conversation: what came in, what the assistant makes of it, what is written down and what is sent.</summary>
public sealed partial class Turns(
    LegalisationCounter legalisations, TicketDesk tickets, IEnumerable<IDoor> doors, Handover handover, IConfiguration configuration, ILogger<Turns> log,
    ISecondOpinion? opinion = null) : IConversing
{
    // A person types, or a channel repeats, fewer; a program that floods is told once a minute.
    readonly int mostInMinute = configuration.GetValue("Casa:Assistant:MessagesAMinute", 30);

    public async Task<Taken> Take(Held held, Arrival arrival, bool lastTry, CancellationToken stop)
    {
        var memory = Read(held);
        var mail = JsonSerializer.Deserialize(arrival.Body, Readable.Assistant.Mail)!;
        var door = DoorOf(held.Conversation);
        memory = memory with { Address = mail.Address ?? memory.Address };
        var turn = new TurnBook(door, mail.IsFetched || door is not ISendingDoor, mail.Kind is MailKind.Said or MailKind.Opened ? arrival.Message : null);
        var talk = memory.Talk ?? new Talk(mail.Tongue ?? Tongue.French);
        switch (mail.Kind)
        {
            // Opened again, by a page that was loaded once more: all has been said.
            case MailKind.Opened when memory.Talk is null:
                memory = memory with { Talk = turn.Say(Bot.Dialogs.Assistant.Greet(talk.Tongue)) };
                break;
            case MailKind.Said:
                memory = await Answer(held, memory, await Receive(held, door, mail, arrival, !talk.WithPerson, lastTry, stop), arrival, turn, lastTry, stop);
                break;
            case MailKind.AgentSaid:
                turn.Say(new TranscriptLine(Speaker.Agent, mail.Text!, talk.Tongue) { Name = mail.Agent?.In(talk.Tongue) }, new Reply(mail.Text!, talk.Tongue));
                // In a thread of before they take the conversation once more.
                if (!talk.WithPerson) turn.Letters.Add(new(Recipient.Silence));
                memory = memory with { Talk = Bot.Dialogs.Assistant.TakenBy(talk), TalkedAt = arrival.At };
                break;
            case MailKind.GivenBack when talk.WithPerson:
                memory = memory with { Talk = GiveBack(talk, turn) };
                break;
            case MailKind.Unreached when talk.WithPerson:
                turn.Say(new Reply(DoorSentences.NobodyThere.In(talk.Tongue), talk.Tongue));
                memory = memory with { Talk = turn.Say(Bot.Dialogs.Assistant.GiveBack(talk)) };
                break;
            case MailKind.Silence when talk.WithPerson:
                if (arrival.At - memory.TalkedAt < handover.Silence) turn.Letters.Add(new(Recipient.Silence));
                else memory = memory with { Talk = GiveBack(talk, turn) };
                break;
            case MailKind.Notice when !talk.Quiet:
                turn.Say(new Reply(mail.Text!, mail.Tongue ?? talk.Tongue));
                break;
        }
        return turn.Taken(memory);
    }

    public async Task<Delivery> Deliver(Held held, Letter letter, CancellationToken stop)
    {
        var body = JsonSerializer.Deserialize(letter.Body, Readable.Assistant.LetterBody)!;
        switch (body.To)
        {
            case Recipient.Person:
                var id = await ((ISendingDoor)DoorOf(held.Conversation)).Send(held, Read(held).Address!, body.Shown!, $"{held.Conversation}/{letter.Number}", body.Answers, stop);
                return new(id);
            case Recipient.Call:
                await handover.Call(held.Conversation, letter.Number, stop);
                return new();
            case Recipient.Staff:
                await handover.Show(held.Conversation, body.Line!, letter.Number, stop);
                return new();
            default:
                await handover.Wait(held.Conversation, letter.Number, stop);
                return new();
        }
    }

    // Agents who cannot be reached hold up no answer, and nothing the end of a silence.
    public int LaneOf(Letter letter) => JsonSerializer.Deserialize(letter.Body, Readable.Assistant.LetterBody)!.To switch
    {
        Recipient.Person => 0,
        Recipient.Silence => 1,
        _ => 2,
    };

    static Talk GiveBack(Talk talk, TurnBook turn)
    {
        turn.Letters.Add(new(Recipient.Staff, Line: new(Speaker.Assistant, DoorSentences.GivenBack.Fr, Tongue.French)));
        return turn.Say(Bot.Dialogs.Assistant.GiveBack(talk));
    }

    async Task<Mail> Receive(Held held, IDoor door, Mail mail, Arrival arrival, bool answers, bool lastTry, CancellationToken stop)
    {
        try
        {
            return await door.Receive(held.Conversation, mail, arrival.At, answers, stop);
        }
#pragma warning disable CA1031
        catch (Exception failed) when (lastTry && failed is not (OperationCanceledException or Later))
#pragma warning restore CA1031
        {
            Failed(log, failed);
            return mail with { Refused = DoorSentences.Failed };
        }
    }

    async Task<Memory> Answer(Held held, Memory memory, Mail mail, Arrival arrival, TurnBook turn, bool lastTry, CancellationToken stop)
    {
        var (said, before) = (mail.Said!, memory.Talk);
        var minute = arrival.At.ToUnixTimeSeconds() / 60;
        memory = memory with { Minute = minute, InMinute = memory.Minute == minute ? memory.InMinute + 1 : 1 };
        var fault = mail.Files.FirstOrDefault(file => file.Fault is not null)?.Fault;
        // Where the assistant does not take it, its language is still its own.
        var tongue = memory.InMinute > mostInMinute || fault is not null || mail.Refused is not null ? Bot.Dialogs.Assistant.TongueOf(memory.Talk, said, mail.Tongue ?? Tongue.French)
            : memory.Talk?.Tongue ?? mail.Tongue ?? Tongue.French;
        if (memory.InMinute > mostInMinute)
        {
            turn.Lines.Add(Heard(tongue));
            // Whoever cries for help in a hurry is no program; one that cries without end is.
            if (memory.InMinute <= mostInMinute * 2 && Bot.Dialogs.Assistant.Warning(said.Text, tongue) is { } cry) turn.Say(cry);
            if (memory.InMinute == mostInMinute + 1) turn.Say(new Reply(DoorSentences.TooFast.In(tongue), tongue));
            return memory;
        }
        if ((fault is { } bad ? DocumentFaults.Sentence(bad, ConversationFiles.Limits).In(tongue.Language()) : mail.Refused?.In(tongue)) is { } why)
        {
            HearPart();
            // What comes with a file that cannot be taken may still tell of a life in danger.
            if (Bot.Dialogs.Assistant.Warning(said.Text, tongue) is { } warning) turn.Say(warning);
            turn.Say(new Reply(why, tongue));
            return memory;
        }
        var wasWithPerson = memory.Talk?.WithPerson == true;
        try
        {
            var its = new Bot.Dialogs.Assistant(new CityDesk(held.Conversation, legalisations, tickets), opinion);
            var done = await its.Take(memory.Talk, said, stop, mail.Tongue ?? Tongue.French);
            var line = Heard(done.Next.Tongue);
            turn.Lines.Add(line);
            if (done.CallsPerson && !handover.IsOpen)
                return memory with { Talk = turn.Say(Bot.Dialogs.Assistant.NobodyThere(done.Next, DoorSentences.NobodyThere)) };
            memory = memory with { Talk = turn.Say(done) };
            if (memory.Talk!.WithPerson) memory = memory with { TalkedAt = arrival.At };
            if (done.CallsPerson) turn.Letters.AddRange([new(Recipient.Call), new(Recipient.Silence)]);
            else if (wasWithPerson) turn.Letters.Add(new(Recipient.Staff, Line: line));
        }
        // Whoever wrote is not left without a word; what failed is in the log.
#pragma warning disable CA1031
        catch (Exception failed) when (lastTry && failed is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(log, failed);
            turn.Lines.Add(Heard(tongue));
            turn.Say(new Reply(DoorSentences.Failed.In(tongue), tongue));
        }
        return memory;

        // What could be taken of it is the agent's to see, who has the conversation.
        void HearPart()
        {
            var line = Heard(tongue);
            turn.Lines.Add(line);
            if (before?.WithPerson != true) return;
            memory = memory with { TalkedAt = arrival.At };
            turn.Letters.Add(new(Recipient.Staff, Line: line));
        }

        TranscriptLine Heard(Tongue its) => new(Speaker.Person, HiddenCodes.In(said.Text, before?.Expects == Expects.AccessCode), its, said.Id)
        {
            Client = mail.Client,
            Point = said.Point,
            Files = mail.Files.Count > 0 ? mail.Files : null,
        };
    }

    IDoor DoorOf(string conversation)
    {
        var channel = conversation[..conversation.IndexOf('-', StringComparison.Ordinal)];
        return doors.First(door => door.Channel == channel);
    }

    static Memory Read(Held held) => held.Memory is { } json ? JsonSerializer.Deserialize(json, Readable.Assistant.Memory)! : new();

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn failed for good; the person was told so")]
    static partial void Failed(ILogger log, Exception failed);
}

/// <summary>What one turn writes down.</summary>
sealed class TurnBook(IDoor door, bool fetched, string? answers)
{
    public List<TranscriptLine> Lines { get; } = [];

    public List<LetterBody> Letters { get; } = [];

    public Talk Say(Turn turn)
    {
        foreach (var reply in turn.Replies) Say(reply);
        return turn.Next;
    }

    public void Say(Reply reply)
    {
        foreach (var shown in Shown.Of(reply, door.Limits))
        {
            Lines.Add(TranscriptLine.Of(shown));
            if (!fetched) Letters.Add(new(Recipient.Person, shown, Answers: answers));
        }
    }

    /// <summary>Says something in somebody else's name.</summary>
    public void Say(TranscriptLine line, Reply reply)
    {
        Lines.Add(line);
        if (!fetched) Letters.AddRange(Shown.Of(reply, door.Limits).Select(shown => new LetterBody(Recipient.Person, shown)));
    }

    public Taken Taken(Memory memory) => new(
        JsonSerializer.Serialize(memory, Readable.Assistant.Memory),
        [.. Lines.Select(line => JsonSerializer.Serialize(line, Readable.Assistant.TranscriptLine))],
        [.. Letters.Select(letter => JsonSerializer.Serialize(letter, Readable.Assistant.LetterBody))]);
}
