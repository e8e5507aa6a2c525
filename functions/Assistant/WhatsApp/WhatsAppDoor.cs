using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>Where answers go.</summary>
/// <param name="To">A business-scoped id, or a number.</param>
/// <param name="Heard">When the person last wrote, by WhatsApp's clock: for 24 hours they may be answered freely. Null where only WhatsApp knows.</param>
sealed record WhatsAppAddress(string To, DateTimeOffset? Heard)
{
    public string ToJson() => JsonSerializer.Serialize(this, WhatsAppJson.Default.WhatsAppAddress);
}

/// <summary>WhatsApp: answers are sent, and files fetched from where WhatsApp keeps them.</summary>
sealed class WhatsAppDoor(WhatsAppGraph graph, MediaDownload download, ConversationFiles files, WhatsAppInbox inbox, WhatsAppOptions options, TimeProvider clock) : ISendingDoor
{
    public const string Name = "whatsapp";

    // A person does not wait longer for a file that WhatsApp does not hand out: they send it again.
    static readonly TimeSpan patience = TimeSpan.FromMinutes(10);

    public string Channel => Name;

    public ChannelLimits Limits => ChannelLimits.WhatsApp;

    public async Task<IReadOnlyList<string>> ConversationsOf(string whom, CancellationToken stop)
    {
        // A number as people write it, or an id as WhatsApp does.
        var digits = string.Concat(whom.Where(char.IsAsciiDigit));
        var person = digits switch
        {
            _ when Address.IsScoped(whom) => whom,
            ['0', '0', ..] => digits[2..],
            ['0', ..] => $"212{digits[1..]}",
            _ => digits,
        };
        return Address.Is(person) ? await inbox.All(person, stop) : [];
    }

    public async Task<string?> Send(Held held, string address, Shown message, string key, string? answers, CancellationToken stop)
    {
        if (!options.IsOpen) throw new Later("The city is not on WhatsApp any more.");
        var to = JsonSerializer.Deserialize(address, WhatsAppJson.Default.WhatsAppAddress)!;
        return await graph.Send(to.To, message, key, to.Heard, stop) is GraphSending.Taken { Id: { Length: > 0 } id } ? id : null;
    }

    public async Task<Mail> Receive(string conversation, Mail mail, DateTimeOffset at, bool answers, CancellationToken stop)
    {
        if (!options.IsOpen) return mail;
        await graph.Mark(mail.Said!.Id, typing: answers, stop);
        if (mail.Announced is not { } announced) return mail;
        var media = JsonSerializer.Deserialize(announced, WhatsAppJson.Default.IncomingMedia)!;
        try
        {
            var bytes = await download.Fetch(media, ConversationFiles.MaxBytes, stop);
            return mail with { Files = [await files.Keep(conversation, media.FileName ?? "photo.jpg", bytes, stop)] };
        }
        catch (Refusal refusal)
        {
            return mail with { Refused = new(refusal.Sentence.Fr, refusal.Sentence.Ar) };
        }
        catch (Later) when (clock.GetUtcNow() - at > patience)
        {
            var gone = WhatsAppRefusals.Gone().Sentence;
            return mail with { Refused = new(gone.Fr, gone.Ar) };
        }
    }
}
