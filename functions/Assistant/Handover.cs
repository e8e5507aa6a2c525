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

    /// <summary>Calls the agents: a thread of their own with all that was said.</summary>
    public async Task Call(string conversation, CancellationToken stop)
    {
        var lines = await conversations.Transcript(conversation, stop);
        var transcript = string.Join('\n', lines.Select(line => Told(conversation, TranscriptLine.Read(line), line.At)));
        if (transcript.Length > LongestTranscript) transcript = "…" + transcript[^LongestTranscript..];
        if (await room.Open(conversation, transcript, stop) is { } thread) await conversations.Note(conversation, Thread, thread, stop);
    }

    /// <summary>Shows the agents a line that was said since.</summary>
    public async Task Show(string conversation, TranscriptLine line, CancellationToken stop)
    {
        if (await conversations.Noted(conversation, Thread, stop) is { } thread) await room.Show(thread, Told(conversation, line, null), stop);
    }

    /// <summary>Looks, after a while, whether it has been silent long enough.</summary>
    public async Task Wait(string conversation, int letter, CancellationToken stop)
    {
        // It lies in the inbox only when its time has come: an arrival is a turn at once.
        await conversations.AcceptLater(conversation, new Mail(MailKind.Silence).Arrival($"silence/{letter}", clock.GetUtcNow() + Silence), Silence, stop);
    }

    string Told(string conversation, TranscriptLine line, DateTimeOffset? at)
    {
        var who = line.By switch { Speaker.Person => "Citoyen", Speaker.Assistant => "Assistant", _ => line.Name ?? "Agent" };
        var time = at is { } when ? CityTime.In(when).ToString("HH:mm ", CultureInfo.InvariantCulture) : "";
        var sent = string.Concat((line.Files ?? []).Where(file => file.Sha256 is not null).Select(file => $"\n{file.Name} : {files.LinkForStaff(conversation, file)}"));
        var point = line.Point is { } spot ? FormattableString.Invariant($"\nhttps://www.openstreetmap.org/?mlat={spot.Lat}&mlon={spot.Long}#map=18/{spot.Lat}/{spot.Long}") : "";
        return $"{time}{who} : {line.Text}{sent}{point}";
    }
}
