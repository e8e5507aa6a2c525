using System.Security.Cryptography;
using CasaServerless.Assistant.WhatsApp;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;

namespace CasaServerless.Tests.Functions.Assistant.WhatsApp;

/// <summary>Files of people, fetched from where WhatsApp keeps them.</summary>
public sealed class WhatsAppMediaTests : IAsyncLifetime
{
    const int MostBytes = 5 * 1024 * 1024;
    PlayedWhatsApp whatsApp = null!;
    GraphCalls calls = null!;
    MediaDownload download = null!;

    public async ValueTask InitializeAsync()
    {
        whatsApp = await PlayedWhatsApp.Start();
        var options = WhatsAppOptionsTests.Of(true, ("PhoneNumberId", PlayedWhatsApp.Number), ("Token", PlayedWhatsApp.Token), ("AppSecret", "s"), ("VerifyToken", "v"), ("GraphUrl", whatsApp.Address.ToString()));
        calls = new(options, TimeProvider.System);
        download = new(calls, options, NullLogger<MediaDownload>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await whatsApp.DisposeAsync();
    }

    [Fact]
    public async Task A_file_comes_as_it_was_sent()
    {
        var photo = new PlayedMedia(Picture(), "image/jpeg");
        Assert.Equal(photo.Content, await Fetch(MediaKind.Image, photo));
        Assert.Equal(photo.Content, await Fetch(MediaKind.Document, photo with { Content = photo.Content }));
    }

    [Fact]
    public async Task The_hash_of_either_must_hold_in_either_writing()
    {
        var photo = new PlayedMedia(Picture(), "image/jpeg");
        await download.Fetch(new(MediaKind.Image, whatsApp.Keep(photo), "image/jpeg", photo.Base64Hash, null), MostBytes, default);
        await download.Fetch(new(MediaKind.Image, whatsApp.Keep(photo), "image/jpeg", Convert.ToHexString(SHA256.HashData(photo.Content)), null), MostBytes, default);
        await download.Fetch(new(MediaKind.Image, whatsApp.Keep(photo with { Hash = "not a hash" }), "image/jpeg", photo.Base64Hash, null), MostBytes, default);
        var other = Convert.ToBase64String(SHA256.HashData([1]));
        await Refused("WA-006", MediaKind.Image, photo, other);
        await Refused("WA-006", MediaKind.Image, photo with { Hash = Convert.ToHexStringLower(SHA256.HashData([1])) });
        await Refused("WA-006", MediaKind.Image, photo with { Hash = "not a hash" }, "nor this");
    }

    [Fact]
    public async Task What_is_too_large_is_known_before_it_comes_or_stopped_while_it_does()
    {
        var large = new byte[MostBytes + 1];
        var said = await Refused("WA-004", MediaKind.Image, new(large, "image/jpeg"));
        Assert.Contains("5 Mo", said.Sentence.Fr, StringComparison.Ordinal);
        Assert.Contains("5 ميغابايت", said.Sentence.Ar, StringComparison.Ordinal);
        // The API says that it is small; the answer itself, that it is not; then nobody says anything.
        await Refused("WA-004", MediaKind.Image, new(large, "image/jpeg", Size: 10));
        await Refused("WA-004", MediaKind.Image, new(large, "image/jpeg", Size: 10) { Unmeasured = true });
    }

    [Fact]
    public async Task A_voice_a_film_and_a_sticker_are_not_even_fetched_and_each_has_its_sentence()
    {
        var before = whatsApp.Calls;
        var sentences = new HashSet<string>();
        foreach (var kind in (MediaKind[])[MediaKind.Audio, MediaKind.Video, MediaKind.Sticker]) sentences.Add((await Refused("WA-005", kind, new([1], "audio/ogg"))).Sentence.Ar);
        Assert.Equal((before, 3), (whatsApp.Calls, sentences.Count));
    }

    [Fact]
    public async Task An_address_that_has_ended_is_asked_for_again_once_and_what_is_gone_is_said_to_be()
    {
        await Fetch(MediaKind.Image, new(Picture(), "image/jpeg") { Ended = 1 });
        await Refused("WA-007", MediaKind.Image, new(Picture(), "image/jpeg") { Ended = 2 });
        var gone = await Assert.ThrowsAsync<Refusal>(() => download.Fetch(new(MediaKind.Image, "490000000", null, null, null), MostBytes, default));
        Assert.Equal("WA-007", gone.Code);
    }

    [Theory]
    [InlineData("https://files.example/steal")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://lookaside.fbsbx.com.example/x")]
    public async Task The_token_is_not_shown_to_an_address_that_is_not_Metas(string address) =>
        await Refused("WA-007", MediaKind.Image, new(Picture(), "image/jpeg", Elsewhere: address));

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var thief = await PlayedWhatsApp.Start();
        await Assert.ThrowsAsync<Later>(() => Fetch(MediaKind.Image, new(Picture(), "image/jpeg") { Redirects = thief.Address.ToString() }));
        Assert.Equal(0, thief.Calls);
    }

    Task<byte[]> Fetch(MediaKind kind, PlayedMedia media, string? hash = null) => download.Fetch(new(kind, whatsApp.Keep(media), media.MediaType, hash ?? media.Base64Hash, null), MostBytes, default);

    async Task<Refusal> Refused(string code, MediaKind kind, PlayedMedia media, string? hash = null)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Fetch(kind, media, hash));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    static byte[] Picture()
    {
        using var bitmap = new SKBitmap(40, 30);
        bitmap.Erase(SKColors.SteelBlue);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }
}
