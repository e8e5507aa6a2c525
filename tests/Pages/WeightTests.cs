using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

public sealed class WeightTests(City city, Browser browser, ITestOutputHelper output)
{
    const int Limit = 150_000;

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    [InlineData("desktop fr light")]
    public async Task No_page_weighs_more_than_150_kB_on_the_wire_even_when_it_reads_a_QR(string screen)
    {
        foreach (var address in new[] { "/", "/verify", $"/verify/{city.Valid}", "/legalisation", "/legalisation/follow", "/report", "/tickets", "/tickets/follow", "/tickets/figures", "/chat" })
        {
            await using var visit = await Visit.To(browser.Chromium, city, screen);
            // The chat listens all the time: it is there with its first word.
            if (address == "/chat") await visit.Page.Chats();
            else await visit.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            var opened = visit.Bytes;
            if (address == "/verify")
            {
                await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "a.jpg", MimeType = "image/jpeg", Buffer = Photo.Of(null) });
                await visit.Shows("no-qr");
            }
            if (address is "/" or "/legalisation") await visit.Page.SelectOptionAsync("#arrondissement", "maarif", new() { Force = true });
            if (address == "/legalisation")
            {
                await visit.Page.SetInputFilesAsync("#file", Steps.Small);
                await visit.Until("document.querySelector('.sheets canvas')?.width > 0");
            }
            output.WriteLine($"{address} {screen}: {opened} bytes, {visit.Bytes} after use, {visit.Requests.Count} requests");
            Assert.InRange(visit.Bytes, 10_000, Limit);
        }
    }

    [Fact]
    public async Task A_second_visit_transfers_almost_nothing()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var first = visit.Bytes;
        await visit.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        output.WriteLine($"first {first}, second {visit.Bytes - first} bytes");
        Assert.InRange(visit.Bytes - first, 0, 1500);
    }
}
