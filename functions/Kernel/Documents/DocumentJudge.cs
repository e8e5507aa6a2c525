using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Documents;

/// <summary>
/// Decides whether an upload may go before an officer, by its content alone: neither file name nor declared type is believed. Nothing is
/// executed or rendered. Works within <see cref="DocumentLimits"/>; the same bytes get the same verdict, and the same photo the same PDF.
/// </summary>
public sealed class DocumentJudge(DocumentLimits? limits = null)
{
    readonly DocumentLimits limits = limits ?? DocumentLimits.Default;

    public DocumentVerdict Judge(ReadOnlyMemory<byte> upload)
    {
        try
        {
            return Form(upload.Span) switch
            {
                DocumentForm.Pdf => PdfExamination.Examine(upload, limits),
                var form => Photo(form, upload),
            };
        }
        catch (DocumentRefused refused)
        {
            return new DocumentVerdict.Refused(refused.Fault, refused.Message);
        }
        catch (PdfDamaged damaged)
        {
            return new DocumentVerdict.Refused(Fault(damaged.Fault), damaged.Message);
        }
    }

    DocumentForm Form(ReadOnlySpan<byte> upload)
    {
        if (upload.IsEmpty) throw new DocumentRefused(DocumentFault.Empty, "no bytes");
        if (upload.Length > limits.MaxBytes) throw new DocumentRefused(DocumentFault.TooLarge, "too many bytes");
        if (upload.StartsWith("%PDF-"u8)) return DocumentForm.Pdf;
        if (upload.StartsWith(JpegPhoto.Magic)) return DocumentForm.Jpeg;
        if (upload.StartsWith(PngPhoto.Magic)) return DocumentForm.Png;
        // Viewers look for a header within the first kilobyte, whatever is in front of it.
        throw upload[..Math.Min(upload.Length, 1024)].IndexOf("%PDF-"u8) > 0
            ? new DocumentRefused(DocumentFault.SeveralFiles, "bytes before the header")
            : new DocumentRefused(DocumentFault.NotADocument, "neither PDF nor JPEG nor PNG");
    }

    DocumentVerdict.Accepted Photo(DocumentForm form, ReadOnlyMemory<byte> upload)
    {
        var pdf = form == DocumentForm.Jpeg ? JpegPhoto.ToPdf(upload, limits) : PngPhoto.ToPdf(upload, limits);
        return new(form, pdf, Pages: 1, Links: 0, Signatures: 0, DocMdp: null);
    }

    static DocumentFault Fault(PdfFault fault) => fault switch
    {
        PdfFault.Encrypted => DocumentFault.Encrypted,
        PdfFault.Lead or PdfFault.Tail => DocumentFault.SeveralFiles,
        PdfFault.Excess => DocumentFault.Excessive,
        _ => DocumentFault.Damaged,
    };
}
