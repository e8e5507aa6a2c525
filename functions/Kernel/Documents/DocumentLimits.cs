namespace CasaServerless.Kernel.Documents;

/// <summary>How much a document may be. The first two are told to citizens; all can be set. What reading costs is bounded by <see cref="Pdf.PdfLimits"/>.</summary>
public sealed record DocumentLimits
{
    public static readonly DocumentLimits Default = new();

    public int MaxBytes { get; init; } = 20 * 1024 * 1024;

    public int MaxPages { get; init; } = 50;

    /// <summary>Sides of a page, in points: less is no paper, more is more than the standard knows (ISO 32000-1, annex C).</summary>
    public double MinSide { get; init; } = 20;

    public double MaxSide { get; init; } = 14_400;

    /// <summary>Pixels of a photo: a large telephone's, with room.</summary>
    public long MaxPhotoPixels { get; init; } = 60_000_000;

    /// <summary>Pixels of a photo that has to be unpacked whole, at four bytes each (PNG, and JPEG in printing colours).</summary>
    public long MaxUnpackedPixels { get; init; } = 40_000_000;

    /// <summary>Pixels of a picture inside a PDF: A4 at 1,200 dpi.</summary>
    public long MaxPicturePixels { get; init; } = 150_000_000;

    /// <summary>Bytes that a picture inside a PDF unpacks to.</summary>
    public int MaxPictureBytes { get; init; } = 500_000_000;

    /// <summary>What showing the pages may cost, in operators; see <see cref="PaintingCost"/>.</summary>
    public long MaxPainting { get; init; } = 50_000_000;
}
