using System.Text;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash.Chats;

/// <summary>
/// WhatsApp: what was accepted is answered by one letter, the letters leave in their order, and none twice, since WhatsApp tells what it has by the key that it
/// was given.
/// </summary>
sealed class WhatsAppTalker(int number, PlayedWhatsApp whatsApp) : Talker(number)
{
    static readonly Uri webhook = new("/webhooks/whatsapp", UriKind.Relative);

    string Person => $"MA.{10_000 + Number}";

    public override async Task Play(CarefulClient client, Dice dice, Tally tally, CancellationToken stop)
    {
        for (var at = 0; at < Messages; at++)
        {
            var body = Encoding.UTF8.GetBytes(PlayedWhatsApp.Delivery(PlayedWhatsApp.Text($"wamid.{Number}.{at}", "menu", Person)).ToJsonString());
            await client.Insist("delivery", 200, () => PlayedWhatsApp.Signed(webhook, body), stop, doubled: 0.2);
            tally.Stepped();
        }
    }

    public override Task<IReadOnlyList<string>> Faults(CarefulClient client)
    {
        string[] keys = [.. whatsApp.Taken.Where(taken => taken["recipient"]?.GetValue<string>() == Person).Select(taken => taken["biz_opaque_callback_data"]!.GetValue<string>())];
        string[] numbers = [.. keys.Select(key => key.Split('/')[1])];
        var expected = Enumerable.Range(1, Messages).Select(at => $"{at}");
        return Task.FromResult<IReadOnlyList<string>>(
            numbers.SequenceEqual(expected) && keys.Select(key => key.Split('/')[0]).Distinct().Count() <= 1 ? [] : [$"{Person}: letters {string.Join(' ', numbers)}"]);
    }
}
