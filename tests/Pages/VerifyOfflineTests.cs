using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>The code of an attestation page where there is no network, on a device that has opened the verification page before.</summary>
public sealed class VerifyOfflineTests(City city, Browser browser) : IAsyncLifetime
{
    const string Lost = "ERR_INTERNET_DISCONNECTED";

    // What a phone's camera reads from the attestation page.
    string address = "";
    string proof = "";

    // The certified document, with which the paper begins.
    byte[] original = [];

    public async ValueTask InitializeAsync()
    {
        var pdf = Path.Combine(AppContext.BaseDirectory, $"attestation-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(pdf, city.Paper);
        await Process.Start("pdftoppm", ["-r", "200", "-f", "2", "-png", "-singlefile", pdf, pdf])!.WaitForExitAsync();
        Attestation = await File.ReadAllBytesAsync($"{pdf}.png");
        using var reader = Process.Start(new ProcessStartInfo("zbarimg", ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", $"{pdf}.png"]) { RedirectStandardOutput = true })!;
        address = (await reader.StandardOutput.ReadToEndAsync()).Trim();
        proof = address.Split('#')[1];
        original = city.Paper[..(int)Told(7)];
    }

    byte[] Attestation { get; set; } = [];

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    [InlineData("desktop ar dark")]
    public async Task A_scanned_code_is_known_and_its_limits_are_said(string screen)
    {
        await using var visit = await Prepared(screen);
        await visit.Page.GotoAsync(address);
        await visit.Shows("signed");
        var language = Screen.Named(screen).Language;
        Assert.Equal(city.Facts["registerNumber"]!.GetValue<string>(), await visit.Fact("registerNumber"));
        Assert.Equal(city.Valid, await visit.Fact("code"));
        Assert.Equal(city.Facts["bureau"]![language]!.GetValue<string>(), await visit.Fact("bureau"));
        Assert.Contains(city.Facts["sealedAt"]!.GetValue<string>()[..4], await visit.Fact("certifiedOn"), StringComparison.Ordinal);
        var limits = language == "fr" ? "on ne peut pas savoir si la certification a été révoquée depuis" : "لا يمكن معرفة ما إذا كان الإشهاد قد أُلغي";
        Assert.True(await visit.Page.GetByText(limits).First.IsVisibleAsync());
        await visit.Picture($"offline-signed {screen}");
        visit.Expects(Lost);
    }

    [Fact]
    public async Task The_other_language_is_there_too_and_keeps_the_code()
    {
        await using var visit = await Prepared("phone fr light");
        await visit.Page.GotoAsync(address);
        await visit.Shows("signed");
        await visit.Page.ClickAsync(".languages [hreflang=ar]");
        await visit.Page.WaitForURLAsync("**/*lang=ar*");
        await visit.Shows("signed");
        Assert.Equal("ar", await visit.Page.GetAttributeAsync("html", "lang"));
        visit.Expects(Lost);
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    public async Task The_file_is_compared_and_the_certified_document_can_be_taken_out_of_it(string screen)
    {
        await using var visit = await Prepared(screen);
        await visit.Page.GotoAsync(address);
        await visit.Shows("signed");
        // Somebody appended something to the sealed file: its beginning is still what was certified, and only that is handed out.
        byte[] appended = [.. city.Paper, .. "\n% and more\n%%EOF\n"u8];
        foreach (var file in new[] { city.Paper, appended, original })
        {
            await visit.Page.SetInputFilesAsync("#file", Pdf(file));
            await visit.Shows("signed-file");
            var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#original"));
            Assert.Equal(original, await File.ReadAllBytesAsync(await download.PathAsync()));
        }
        await visit.Picture($"offline-file {screen}");

        var changed = city.Paper.ToArray();
        changed[original.Length / 2] ^= 1;
        foreach (var file in new[] { changed, original[..^1], [] })
        {
            await visit.Page.SetInputFilesAsync("#file", Pdf(file));
            await visit.Shows("other-file");
            Assert.False(await visit.Page.Locator("#original").IsVisibleAsync());
        }
        await visit.Picture($"offline-other-file {screen}");
        visit.Expects(Lost);
    }

    [Fact]
    public async Task A_forged_code_is_refused()
    {
        await using var visit = await Prepared("phone fr light");
        var bytes = Base64Url.DecodeFromChars(proof);
        byte[] otherSignature = [.. bytes], otherNumber = [.. bytes];
        otherSignature[^5] ^= 1;
        otherNumber[bytes.AsSpan().IndexOf("maarif-1"u8)] ^= 1;
        foreach (var forged in new[] { otherSignature, otherNumber, await Signed(Attacker.WithTheCitysName, bytes), bytes[..^20] })
        {
            await visit.Page.GotoAsync($"/verify/{city.Valid}?{Guid.NewGuid():N}#{Base64Url.EncodeToString(forged)}");
            await visit.Shows("forged");
            Assert.Equal("", await visit.Page.Locator("[data-fact=registerNumber]").TextContentAsync());
        }
        await visit.Picture("offline-forged phone fr light");
        // Another paper's proof behind this one's address.
        await visit.Page.GotoAsync($"/verify/{city.Revoked}#{proof}");
        await visit.Shows("forged");
        // A key that this device never saw may be new, or invented.
        await visit.Page.GotoAsync($"/verify/{city.Valid}?x#{Base64Url.EncodeToString(await Signed(Attacker.WithAName, bytes))}");
        await visit.Shows("unknown-key");
        await visit.Picture("offline-unknown-key phone fr light");
        visit.Expects(Lost);
    }

    [Fact]
    public async Task With_a_network_the_register_answers_the_proof_is_not_sent_and_a_forged_one_is_refused_all_the_same()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync(address);
        await visit.Shows("valid-code");
        Assert.Contains("sealedAt", await visit.Page.Locator(".register div:visible dd").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.fact)"));
        Assert.DoesNotContain(visit.Requests, request => request.Url.Split('#')[0].Contains(proof[..40], StringComparison.Ordinal) || request.PostData is not null);
        var bytes = Base64Url.DecodeFromChars(proof);
        foreach (var attacker in new[] { Attacker.WithTheCitysName, Attacker.WithAName })
        {
            await visit.Page.GotoAsync($"/verify/{city.Valid}?{Guid.NewGuid():N}#{Base64Url.EncodeToString(await Signed(attacker, bytes))}");
            await visit.Shows("forged");
        }
    }

    [Fact]
    public async Task A_picture_of_the_attestation_page_is_read_by_the_page_itself()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "page.png", MimeType = "image/png", Buffer = Attestation });
        await visit.Shows("valid-code");
        Assert.Equal(address, visit.Page.Url);
    }

    [Fact]
    public async Task A_picture_of_it_is_read_without_a_network_too()
    {
        await using var visit = await Prepared("phone ar light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "page.png", MimeType = "image/png", Buffer = Attestation });
        await visit.Shows("signed");
        Assert.Equal(city.Facts["registerNumber"]!.GetValue<string>(), await visit.Fact("registerNumber"));
        visit.Expects(Lost);
    }

    [Fact]
    public async Task A_device_that_never_opened_the_page_is_shown_nothing_false()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.Context.SetOfflineAsync(true);
        await Assert.ThrowsAsync<PlaywrightException>(() => visit.Page.GotoAsync(address));
    }

    /// <summary>A device that has opened the page once, and has lost the network since.</summary>
    async Task<Visit> Prepared(string screen)
    {
        var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/verify");
        await visit.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        await visit.Until("navigator.serviceWorker.controller !== null");
        await visit.Page.GotoAsync("about:blank");
        await visit.Page.Context.SetOfflineAsync(true);
        return visit;
    }

    async Task<byte[]> Signed(Attacker attacker, byte[] genuine)
    {
        using var http = new HttpClient();
        var keys = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync(http, $"{city.Address}/api/registers/key", PublishingJson.Default.PublishedKeys);
        return await CoseSign1.SignAsync(CoseSign1.Payload(genuine), CoseSign1.Cbor, new Forgery(attacker, keys!.Keys[0]), default);
    }

    uint Told(int name)
    {
        var reader = new System.Formats.Cbor.CborReader(CoseSign1.Payload(Base64Url.DecodeFromChars(proof)));
        reader.ReadStartMap();
        while (reader.ReadInt32() != name) reader.SkipValue();
        return reader.ReadUInt32();
    }

    static FilePayload Pdf(byte[] bytes) => new() { Name = "copie.pdf", MimeType = "application/pdf", Buffer = bytes };

    enum Attacker
    {
        WithTheCitysName,
        WithAName,
    }

    sealed class Forgery(Attacker attacker, PublishedKey real) : IPublishingKey
    {
        readonly ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public PublishedKey Public => attacker == Attacker.WithTheCitysName ? real : PublishedKey.Of(own);

        public IReadOnlyList<PublishedKey> Retired => [];

        public Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation) => Task.FromResult(own.SignHash(digest.Span));
    }
}
