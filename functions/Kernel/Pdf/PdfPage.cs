namespace CasaServerless.Kernel.Pdf;

/// <summary>A page with what it inherits from the nodes above it.</summary>
/// <param name="Reference">The page object.</param>
/// <param name="Dictionary">As it stands, without what it inherits.</param>
/// <param name="Resources">Effective; empty when there are none.</param>
/// <param name="MediaBox">Effective.</param>
/// <param name="CropBox">Effective; the media box when there is none.</param>
/// <param name="Rotate">Effective, clockwise: 0, 90, 180 or 270.</param>
/// <param name="UserUnit">Points to a unit of user space; never inherited.</param>
public sealed record PdfPage(
    PdfReference Reference, PdfDictionary Dictionary, PdfDictionary Resources, PdfBox MediaBox, PdfBox CropBox, int Rotate, double UserUnit)
{
    /// <summary>What a viewer shows: the crop box within the media box, or the media box where they do not meet.</summary>
    public PdfBox VisibleBox => CropBox.Within(MediaBox) is { Empty: false } visible ? visible : MediaBox;
}
