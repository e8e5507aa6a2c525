using System.Text.Json;
using CasaServerless.Bot.Messages;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// The agents' channel in Teams (<c>Casa__Bot__StaffChannel</c>): each conversation that is handed over is a thread there. What an agent writes in it, naming
/// the bot as Teams wants it, is said to the citizen.
/// </summary>
sealed partial class TeamsThreads(
    ConversationStore conversations, Connector connector, TeamsChannels channels, TeamsStaff staff, ReferentielStore referentiels, CityKeys keys,
    IConfiguration configuration, ILogger<TeamsThreads> log) : IStaffRoom
{
    /// <summary>What the thread's button says, and the word that does the same.</summary>
    const string GiveBackChoice = "give-back", Citizen = "citizen";

    static readonly Words giveBack = new("Rendre à l’assistant", "إعادة المحادثة إلى المساعد");
    static readonly Words staffOnly = new("Seuls les agents connus de la commune peuvent répondre ici.", "لا يمكن الرد هنا إلا للأعوان المعروفين لدى الجماعة.");
    static readonly Words ended = new("Cette conversation est terminée : le citoyen n’est plus joignable ici.", "انتهت هذه المحادثة: لم يعد الاتصال بالمواطن ممكنا من هنا.");

    static readonly Words tooLong = new(
        "Ce message dépasse 4 000 caractères : il n’a pas été transmis au citoyen. Envoyez-le en plusieurs parties.",
        "تتجاوز هذه الرسالة 4 000 حرف ولم تُنقل إلى المواطن. المرجو إرسالها على أجزاء.");
    static readonly Words filesStay = new("Les fichiers ne sont pas transmis au citoyen : seul le texte l’est.", "لا تُنقل الملفات إلى المواطن، بل النص وحده.");

    readonly string? channel = configuration["Casa:Bot:StaffChannel"] is { Length: > 0 } its ? its : null;

    public bool IsOpen => channel is not null && channels.IsOpen;

    public async Task<string?> Open(string conversation, string transcript, CancellationToken stop)
    {
        var posted = await channels.Begin(channel!, First(transcript), stop);
        if (posted.Id is not { } thread)
        {
            NotBegun(log, $"{posted.Refused}");
            return null;
        }
        await conversations.Note(Key(thread), Citizen, conversation, stop);
        var its = new ConversationReference(null, null, channels.Bot, new() { Id = thread, IsGroup = true, ConversationType = "channel", TenantId = channels.Tenant }, ChannelIds.Teams, posted.ServiceUrl!, null);
        return JsonSerializer.Serialize(its, Readable.BotFramework.ConversationReference);
    }

    public async Task<bool> Show(string thread, string text, CancellationToken stop) =>
        (await connector.Send(JsonSerializer.Deserialize(thread, Readable.BotFramework.ConversationReference)!, Plain(text), stop)).Refused is null;

    /// <summary>Whether an activity was said in a thread of ours, and what it says to the citizen; null where it was not.</summary>
    public async Task<ThreadWord?> Read(Activity activity, CancellationToken stop)
    {
        if (!IsOpen || activity is not { ChannelId: ChannelIds.Teams, Conversation: { ConversationType: "channel", Id: { Length: > 0 } thread } }) return null;
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.Invoke) || await conversations.Noted(Key(thread), Citizen, stop) is not { } citizen) return null;
        var back = ConversationReference.Of(activity)!;
        if (await staff.Of(activity, stop) is not { } caller || !(caller.Is(Roles.Agent) || caller.Is(Roles.Officer) || caller.Is(Roles.Manager)))
            return await Refuse(back, staffOnly, stop);
        if ((await conversations.Find(citizen, stop)).Memory is null) return await Refuse(back, ended, stop);
        var text = Mentions.Stripped(activity);
        if (Invokes.ChosenIn(activity)?.Choice == GiveBackChoice || text.Trim('.', '!', ' ') is "rendre" or "Rendre" or "أعد") return new(citizen, new(MailKind.GivenBack));
        if (ActivityTurns.HasFiles(activity)) await Refuse(back, filesStay, stop);
        if (text.Length == 0) return new(citizen, null);
        if (text.Length > ActivityTurns.LongestText) return await Refuse(back, tooLong, stop);
        var name = (await referentiels.Agent(caller.Id, stop))?.Name ?? (await referentiels.Officer(caller.Id, stop))?.Name;
        return new(citizen, new(MailKind.AgentSaid) { Text = text, Agent = name is null ? null : new(name.Fr, name.Ar) });
    }

    async Task<ThreadWord> Refuse(ConversationReference to, Words why, CancellationToken stop)
    {
        await connector.Send(to, Plain($"{why.Fr}\n{why.Ar}"), stop);
        return new("", null);
    }

    static Activity First(string transcript) => Plain($"Un citoyen demande à parler à un agent. Répondez dans ce fil en nommant le bot ; l’assistant se tait.\n\n{transcript}") with
    {
        Attachments = [new AdaptiveCard([CardElement.Offers([CardButton.Of(GiveBackChoice, giveBack.Fr)])], false, giveBack.Fr).Attached()],
    };

    static Activity Plain(string text) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain", Locale = Tongue.French.Locale() };

    // A thread by one of its messages or by its first: Teams names it the same.
    string Key(string thread) => $"thread-{Convert.ToHexStringLower(keys.Mac("bot thread", thread).AsSpan(0, 16))}";

    [LoggerMessage(Level = LogLevel.Error, Message = "No thread could be begun in the staff's channel: {Why}")]
    static partial void NotBegun(ILogger log, string why);
}

/// <summary>What an agent wrote in a thread.</summary>
/// <param name="Conversation">The citizen's; empty where it was refused.</param>
/// <param name="Mail">What it says there; null where it says nothing.</param>
sealed record ThreadWord(string Conversation, Mail? Mail);
