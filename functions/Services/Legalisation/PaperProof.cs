using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using CasaServerless.Kernel.Publishing;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// What the code on the attestation page says by itself, signed with the city's publishing key: enough to know a certified paper without
/// asking the city. It names the document by its length and hash, since a sealed file begins with it byte for byte and cannot hold its own.
/// </summary>
/// <param name="Day">Date on the paper.</param>
/// <param name="Code">The verification code, without hyphens.</param>
/// <param name="Length">Of the certified document in bytes.</param>
/// <param name="Sha256">Of the certified document, 32 bytes.</param>
public sealed record PaperProof(int Year, int Number, string Bureau, PaperKind Kind, DateOnly Day, string Code, int Length, byte[] Sha256)
{
    static readonly int epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <param name="document">The judged document.</param>
    public static PaperProof Of(PaperKind kind, CertificationStarted certification, int number, ReadOnlySpan<byte> document) => new(
        certification.Year, number, certification.Bureau, kind, certification.Day, certification.VerificationCode, document.Length,
        SHA256.HashData(document));

    /// <summary>A paper's address with the proof behind it, where a browser keeps it to itself: servers are not sent what follows #.</summary>
    public async Task<string> Behind(string address, IPublishingKey key, CancellationToken stop) =>
        $"{address}#{Base64Url.EncodeToString(await CoseSign1.SignAsync(ToCbor(), CoseSign1.Cbor, key, stop))}";

    // The numbers are a format that printed papers hold: add, never change. assets/proof.js reads them.
    byte[] ToCbor()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(8);
        writer.WriteInt32(1);
        writer.WriteInt32(Year);
        writer.WriteInt32(2);
        writer.WriteInt32(Number);
        writer.WriteInt32(3);
        writer.WriteTextString(Bureau);
        writer.WriteInt32(4);
        writer.WriteInt32(Kind == PaperKind.CertifiedCopy ? 0 : 1);
        writer.WriteInt32(5);
        writer.WriteInt32(Day.DayNumber - epoch);
        writer.WriteInt32(6);
        writer.WriteTextString(Code);
        writer.WriteInt32(7);
        writer.WriteInt32(Length);
        writer.WriteInt32(8);
        writer.WriteByteString(Sha256);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
