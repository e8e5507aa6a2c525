using CasaServerless.Kernel;

namespace CasaServerless.Common.Notices;

/// <summary>Something that a counter tells one person, in their language.</summary>
/// <param name="Key">The same on every repeat, so that a receiver who knows it can ignore the double: an effect's reference, version and name.</param>
/// <param name="To">The address on file, in the channel's own form.</param>
/// <param name="Language">The person's.</param>
/// <param name="Subject">One line, which may be seen on a locked screen: nothing personal.</param>
/// <param name="Paragraphs">What is told; plain text.</param>
public sealed record Notice(string Key, string To, Language Language, Bilingual Subject, IReadOnlyList<Bilingual> Paragraphs)
{
    /// <summary>Where to go on, with the words of the link; null where there is nothing to do.</summary>
    public NoticeLink? Link { get; init; }

    /// <summary>Told in both languages, theirs first: to an office, where either may be read.</summary>
    public bool InBoth { get; init; }

    /// <summary>A file that goes with it, such as an appointment for the person's calendar.</summary>
    public NoticeFile? File { get; init; }
}

/// <summary>Where a notice leads.</summary>
public sealed record NoticeLink(Bilingual Words, Uri Address);

/// <summary>What goes with a notice.</summary>
/// <param name="MediaType">With its parameters, such as <c>text/calendar; method=REQUEST</c>.</param>
public sealed record NoticeFile(string Name, string MediaType, byte[] Content);

/// <summary>
/// A way to reach people: e-mail, a conversation with the assistant, a channel of Teams. One implementation each; <see cref="NoticeDesk"/> chooses.
/// </summary>
public interface INoticeChannel
{
    /// <summary>The channel's name, as events keep it: <c>email</c>.</summary>
    string Name { get; }

    /// <summary>Whether this city uses it.</summary>
    bool IsOpen { get; }

    /// <summary>Hands the notice over. False where its address will never take it.</summary>
    /// <exception cref="Kernel.Cases.Later">It could not be handed over now.</exception>
    Task<bool> Send(Notice notice, CancellationToken stop);
}
