using System.Globalization;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot.Channels;

/// <summary>How choices are shown.</summary>
public enum ChoicesAs
{
    /// <summary>There are none, or they stand in the text as numbered lines.</summary>
    Text,
    Buttons,
    List,
}

/// <summary>One message of a channel: a reply, or a part of one, within the channel's limits.</summary>
/// <param name="Text">Within the limit of text, or of a prompt where there are choices to touch.</param>
/// <param name="Choices">To touch; titles within the limit.</param>
public sealed record Shown(string Text, Tongue Tongue, ChoicesAs As, IReadOnlyList<Choice> Choices, bool AsksPoint)
{
    /// <summary>
    /// A reply as a channel shows it: few messages, since channels count and delay them, the choices with the last. What does not fit to be touched is
    /// numbered in the text, for a number is understood as an answer.
    /// </summary>
    public static IReadOnlyList<Shown> Of(Reply reply, ChannelLimits limits)
    {
        var shownAs = Way(reply.Choices, limits);
        var text = shownAs == ChoicesAs.Text && reply.Choices.Count > 0 ? $"{reply.Text}\n\n{Numbered(reply.Choices)}" : reply.Text;
        var parts = Cutting.Parts(text, limits.Text);
        // The last words ask for something to touch: a place on the map, as little as choices, has no room for more than a prompt above it.
        if (shownAs == ChoicesAs.Text && reply.AsksPoint) parts = [.. parts.SkipLast(1), .. Cutting.Parts(parts[^1], limits.Prompt)];
        if (shownAs == ChoicesAs.Text)
            return [.. parts.Select((part, at) => new Shown(part, reply.Tongue, ChoicesAs.Text, [], reply.AsksPoint && at == parts.Count - 1))];
        // The choices stand under the last words, as many as a prompt holds.
        var last = Cutting.Parts(parts[^1], limits.Prompt);
        Choice[] choices = [.. reply.Choices.Select(choice => Fit(choice, shownAs, limits))];
        return
        [
            .. parts.SkipLast(1).Concat(last.SkipLast(1)).Select(part => new Shown(part, reply.Tongue, ChoicesAs.Text, [], false)),
            new(last[^1], reply.Tongue, shownAs, choices, reply.AsksPoint),
        ];
    }

    static ChoicesAs Way(IReadOnlyList<Choice> choices, ChannelLimits limits) => choices.Count switch
    {
        0 => ChoicesAs.Text,
        // A title that a button would cut is whole in a list, or at least longer.
        var count when count <= limits.Buttons && (limits.Rows == 0 || choices.All(choice => choice.About is null && choice.Title.Length <= limits.ButtonTitle)) => ChoicesAs.Buttons,
        var count when count <= limits.Rows => ChoicesAs.List,
        _ => ChoicesAs.Text,
    };

    static Choice Fit(Choice its, ChoicesAs shownAs, ChannelLimits limits) => shownAs == ChoicesAs.Buttons
        ? its with { Title = Cutting.Short(its.Title, limits.ButtonTitle), About = null }
        : its with { Title = Cutting.Short(its.Title, limits.RowTitle), About = its.About is { } about ? Cutting.Short(about, limits.RowAbout) : null };

    static string Numbered(IReadOnlyList<Choice> choices) =>
        string.Join('\n', choices.Select((choice, at) => string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {choice.Title}")));
}
