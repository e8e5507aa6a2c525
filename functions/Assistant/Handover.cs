using System.Globalization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>
/// A person of the city takes a conversation: they see what was said, answer in it, and give it back. Meanwhile the assistant is silent; after a long
/// silence it speaks again by itself.
/// </summary>
public sealed class Handover(ConversationStore conversations, IStaffRoom room, ConversationFiles files, TimeProvider clock, IConfiguration configuration)
{
    const string Thread = "thread";

    // As much as an agent reads before the first answer, and a message of Teams holds.
    const int LongestTranscript = 8000;

    /// <summary>After so long without a word the assistant speaks again (<c>Casa__Assistant__SilenceMinutes</c>, by default 120).</summary>
    public TimeSpan Silence { get; } = TimeSpan.FromMinutes(configuration.GetValue("Casa:Assistant:SilenceMinutes", 120.0));

    /// <summary>Whether agents can be reached at all.</summary>
    public bool IsOpen => room.IsOpen;

    /// <summary>
    /// Calls the agents: a thread of the conversation's own with all that was said, the same one however often the person asks. Where none can be begun the
    /// person is told that nobody answers.
    /// </summary>
    public async Task Call(string conversation, int letter, CancellationToken stop)
    {
        var transcript = await Transcript(conversation, stop);
        if (await conversations.Noted(conversation, Thread, stop) is { } known && await room.Show(known, $"Le citoyen demande de nouveau à parler à une personne.\n\n{transcript}", stop)) return;
        await Begin(conversation, transcript, letter, stop);
    }

    /// <summary>Shows the agents a line that was said since; where their thread is gone, what the person says calls them anew.</summary>
    public async Task Show(string conversation, TranscriptLine line, int letter, CancellationToken stop)
    {
        if (await conversations.Noted(conversation, Thread, stop) is { } thread && await room.Show(thread, Told(conversation, line, null), stop)) return;
        if (line.By == Speaker.Person) await Begin(conversation, await Transcript(conversation, stop), letter, stop);
    }

    /// <summary>Looks, after a while, whether it has been silent long enough.</summary>
    public async Task Wait(string conversation, int letter, CancellationToken stop)
    {
        // It lies in the inbox only when its time has come: an arrival is a turn at once.
        await conversations.AcceptLater(conversation, new Mail(MailKind.Silence).Arrival($"silence/{letter}", clock.GetUtcNow() + Silence), Silence, stop);
    }

    async Task Begin(string conversation, string transcript, int letter, CancellationToken stop)
    {
        if (await room.Open(conversation, transcript, stop) is { } thread) await conversations.Note(conversation, Thread, thread, stop);
        else await conversations.Accept(conversation, new Mail(MailKind.Unreached).Arrival($"unreached/{letter}", clock.GetUtcNow()), stop);
    }

    // The last of it, in whole lines.
    async Task<string> Transcript(string conversation, CancellationToken stop)
    {
        var (told, length) = (new Stack<string>(), 0);
        foreach (var line in (await conversations.Transcript(conversation, stop)).Reverse())
        {
            var its = Told(conversation, TranscriptLine.Read(line), line.At);
            if ((length += its.Length + 1) > LongestTranscript)
            {
                told.Push("…");
                break;
            }
            told.Push(its);
        }
        return string.Join('\n', told);
    }

    string Told(string conversation, TranscriptLine line, DateTimeOffset? at)
    {
        var who = line.By switch { Speaker.Person => "Citoyen", Speaker.Assistant => "Assistant", _ => line.Name ?? "Agent" };
        var time = at is { } when ? CityTime.In(when).ToString("HH:mm ", CultureInfo.InvariantCulture) : "";
        var sent = string.Concat((line.Files ?? []).Where(file => file.Sha256 is not null).Select(file => $"\n{file.Name} : {files.LinkForStaff(conversation, file)}"));
        var point = line.Point is { } spot ? FormattableString.Invariant($"\nhttps://www.openstreetmap.org/?mlat={spot.Lat}&mlon={spot.Long}#map=18/{spot.Lat}/{spot.Long}") : "";
        // A person's new line is no line of the transcript, whatever stands in it.
        return $"{time}{who} : {line.Text.ReplaceLineEndings("\n│ ")}{sent}{point}";
    }
}
