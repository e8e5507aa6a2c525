using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// Draws what a seal shows, as a PDF whose pages are imported into the citizen's document. Keeps nothing between calls: one artist serves
/// all threads.
/// </summary>
public sealed class SealArtist
{
    /// <summary>Width of the strip in points; its height is that of the PDF's first page, and grows with very long names.</summary>
    public const float StripWidth = 595;

    /// <summary>
    /// Page 0 is the stamp strip, on white; pages 1 to <paramref name="pages"/> are as large and hold only "Page i/n" at its place, to be laid
    /// over the strip; the last page is the attestation (A4).
    /// </summary>
    public byte[] Draw(SealWording wording, int pages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        var code = QrCode.Of(wording.VerificationUrl);
        var strip = new StampStrip(wording, code);
        List<Sheet> sheets = [strip.Common()];
        for (var page = 1; page <= pages; page++) sheets.Add(strip.Label(page, pages));
        sheets.Add(new AttestationPage(wording, Proof(wording), pages).Draw());
        return Write(sheets, wording);
    }

    /// <summary>The attestation alone (one A4 page), for a document that must not be stamped because it is signed already.</summary>
    public byte[] DrawAttestation(SealWording wording, int pages) =>
        Write([new AttestationPage(wording, Proof(wording), pages).Draw()], wording);

    /// <summary>Whether a name or title can be drawn; asked before a paper is promised, since <see cref="Draw"/> refuses what it cannot draw.</summary>
    public static bool CanDraw(string text) => TypeCase.Regular.Draws(text);

    /// <summary>Whether it can be drawn and leaves room for the attestation's other facts.</summary>
    public static bool CanAttest(string text) => CanDraw(text) && AttestationPage.HasRoomFor(text);

    static QrCode Proof(SealWording wording) => QrCode.Of(wording.VerificationProof ?? wording.VerificationUrl);

    static byte[] Write(IReadOnlyList<Sheet> sheets, SealWording wording) =>
        SheetsPdf.Write(sheets, $"{wording.Title.Fr} – {wording.Title.Ar}", wording.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
