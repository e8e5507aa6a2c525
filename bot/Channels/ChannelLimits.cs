namespace CasaServerless.Bot.Channels;

/// <summary>
/// What a channel can show of a reply, in UTF-16 units as the channels count them. A channel without buttons has none; one without lists shows what does
/// not fit its buttons as numbered lines.
/// </summary>
/// <param name="Text">The longest message that is only text.</param>
/// <param name="Prompt">The longest text above choices.</param>
/// <param name="Buttons">The most choices shown as buttons.</param>
/// <param name="ButtonTitle">The longest title of a button.</param>
/// <param name="Rows">The most choices shown as a list.</param>
/// <param name="RowTitle">The longest title of a line of a list.</param>
/// <param name="RowAbout">The longest second line.</param>
public sealed record ChannelLimits(int Text, int Prompt, int Buttons, int ButtonTitle, int Rows, int RowTitle, int RowAbout)
{
    /// <summary>Meta, WhatsApp Cloud API, messages: text, interactive button, interactive list.</summary>
    public static ChannelLimits WhatsApp { get; } = new(Text: 4096, Prompt: 1024, Buttons: 3, ButtonTitle: 20, Rows: 10, RowTitle: 24, RowAbout: 72);

    /// <summary>Our own chat and Web Chat: suggested actions that scroll; titles longer than a line of a small phone are not read.</summary>
    public static ChannelLimits Web { get; } = new(Text: 16_000, Prompt: 16_000, Buttons: 12, ButtonTitle: 60, Rows: 0, RowTitle: 0, RowAbout: 0);

    /// <summary>Teams: a card's actions, six of which are shown; a message of 100 KB in UTF-16, of which we use a fourth.</summary>
    public static ChannelLimits Teams { get; } = new(Text: 12_000, Prompt: 12_000, Buttons: 6, ButtonTitle: 60, Rows: 0, RowTitle: 0, RowAbout: 0);
}
