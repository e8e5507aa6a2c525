using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Messages;
using CsCheck;

namespace CasaServerless.Tests.Bot;

/// <summary>A reply within each channel's limits.</summary>
public sealed class ShownTests
{
    static readonly ChannelLimits[] channels = [ChannelLimits.WhatsApp, ChannelLimits.Web, ChannelLimits.Teams];

    [Fact]
    public void Whatever_is_said_every_message_keeps_to_its_channels_limits() => Gen.Select(
        Gen.String[Gen.Char["abc .\nمرحبا"], 0, 9000], Gen.Select(Gen.String[Gen.Char["abcd مر"], 1, 90], Gen.String[0, 200]).Array[0, 14], Gen.Int[0, channels.Length - 1])
        .Sample((text, offered, channel) =>
        {
            var limits = channels[channel];
            var choices = offered.Select((one, at) => new Choice($"{at}", $"T{one.Item1}", one.Item2)).ToArray();
            var shown = Shown.Of(new(text, Tongue.Arabic) { Choices = choices }, limits);
            return shown.All(one => one.As switch
            {
                ChoicesAs.Buttons => one.Text.Length <= limits.Prompt && one.Choices.Count <= limits.Buttons && one.Choices.All(choice => choice.Title.Length <= limits.ButtonTitle),
                ChoicesAs.List => one.Text.Length <= limits.Prompt && one.Choices.Count <= limits.Rows
                    && one.Choices.All(choice => choice.Title.Length <= limits.RowTitle && (choice.About?.Length ?? 0) <= limits.RowAbout),
                _ => one.Text.Length <= limits.Text && one.Choices.Count == 0,
            }) && shown.SkipLast(1).All(one => one.Choices.Count == 0) && (choices.Length == 0 || shown[^1].Choices.Count == choices.Length || shown.Any(one => one.Text.Contains($"{choices.Length}. T", StringComparison.Ordinal)));
        });

    [Fact]
    public void Three_short_choices_are_buttons_more_a_list_and_more_still_numbers()
    {
        Assert.Equal(ChoicesAs.Buttons, Way(3, ChannelLimits.WhatsApp));
        Assert.Equal(ChoicesAs.List, Way(4, ChannelLimits.WhatsApp));
        Assert.Equal(ChoicesAs.Text, Way(11, ChannelLimits.WhatsApp));
        Assert.Equal(ChoicesAs.Buttons, Way(11, ChannelLimits.Web));
        Assert.Equal(ChoicesAs.List, Shown.Of(new("?", Tongue.French) { Choices = [new("a", "Un titre de plus de vingt signes")] }, ChannelLimits.WhatsApp)[0].As);

        static ChoicesAs Way(int count, ChannelLimits limits) =>
            Shown.Of(new("?", Tongue.French) { Choices = [.. Enumerable.Range(1, count).Select(at => new Choice($"{at}", $"Choix {at}"))] }, limits)[^1].As;
    }
}
