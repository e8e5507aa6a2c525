using System.Buffers.Text;
using System.Formats.Cbor;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using Tool = CasaServerless.Tests.Given.Documents.Tool;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>The code on the attestation page, printed, scanned and read by other people's programs.</summary>
public sealed class PaperProofTests(Azurite azurite)
{
    [Fact]
    public async Task A_scan_of_the_attestation_proves_the_paper_without_asking_the_city()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        var paper = await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        var view = await citizen.Views();
        using var folder = new Folder();
        var pages = Rendered.Files(folder, paper, 300);
        var clean = Read(pages[^1]);
        Assert.InRange(Millimetres(Rendered.Pages(folder, paper, 300)[^1], 300), 35, 42);
        foreach (var (turn, noise) in new[] { ("1.4", "0.5"), ("-2.2", "0.9") })
        {
            var scan = folder[$"scan{turn}.jpg"];
            Tool.Must("convert", pages[^1], "-background", "white", "-rotate", turn, "-blur", "0x0.8", "-attenuate", noise, "+noise", "Gaussian",
                "-level", "8%,94%", "-quality", "55", scan);
            Assert.Equal(clean, Read(scan));
        }

        var (address, proof) = clean.Split('#') is [var before, var behind] ? (before, behind) : throw new InvalidDataException(clean);
        var code = view["verificationCode"]!.GetValue<string>();
        Assert.Equal($"https://casa.test/verify/{code}", address);
        // The stamps stay small: the address alone.
        Assert.Equal(address, Read(pages[0]));

        var key = (await city.Http.GetFromJsonAsync<PublishedKeys>("/api/registers/key"))!.Keys[0];
        using var curve = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
        });
        var message = CoseMessage.DecodeSign1(Base64Url.DecodeFromChars(proof));
        Assert.True(message.VerifyEmbedded(curve));
        Assert.Equal(60, message.ProtectedHeaders[CoseHeaderLabel.ContentType].GetValueAsInt32());

        var told = Map(message.Content!.Value);
        var (year, number) = view["registerNumber"]!.GetValue<string>().Split('-') is [var y, var n]
            ? (int.Parse(y, CultureInfo.InvariantCulture), int.Parse(n, CultureInfo.InvariantCulture)) : default;
        var day = DateOnly.FromDateTime(DateTimeOffset.UnixEpoch.AddDays(Convert.ToInt32(told[5], CultureInfo.InvariantCulture)).Date);
        Assert.Equal([year, number, "maarif-1", 0], [told[1], told[2], told[3], told[4]]);
        Assert.Equal(year, day.Year);
        Assert.Equal(code.Replace("-", "", StringComparison.Ordinal), told[6]);
        // The document is named by what the sealed file begins with.
        var length = Convert.ToInt32(told[7], CultureInfo.InvariantCulture);
        Assert.Equal(SamplePage.Pdf.Length, length);
        Assert.Equal(SHA256.HashData(paper.AsSpan(0, length)), (byte[])told[8]);
        Assert.DoesNotContain(Citizen.Name, System.Text.Encoding.UTF8.GetString(message.Content!.Value.Span), StringComparison.Ordinal);
    }

    static string Read(string picture) =>
        Tool.Must("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture).TrimEnd('\n');

    /// <summary>Height of the code, which is a square: the longest run of rows with something dark in the page's middle, where no text column is.</summary>
    static double Millimetres(Rendered page, int dpi)
    {
        var (middle, half) = (page.Width / 2, dpi * 62 / 72);
        var (longest, run) = (0, 0);
        for (var y = 0; y < page.Height; y++)
        {
            var row = page.Pixels.AsSpan((y * page.Width + middle - half) * 3, half * 6);
            run = row.IndexOfAnyInRange((byte)0, (byte)100) >= 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest * 25.4 / dpi;
    }

    static Dictionary<int, object> Map(ReadOnlyMemory<byte> cbor)
    {
        var reader = new CborReader(cbor, CborConformanceMode.Canonical);
        var map = new Dictionary<int, object>();
        for (var entries = reader.ReadStartMap(); entries > 0; entries--)
        {
            var key = reader.ReadInt32();
            map[key] = reader.PeekState() switch
            {
                CborReaderState.TextString => reader.ReadTextString(),
                CborReaderState.ByteString => reader.ReadByteString(),
                _ => reader.ReadInt32(),
            };
        }
        return map;
    }
}
