using System.Globalization;
using System.Text;

namespace Casa;

/// <summary>A document for those who bring none.</summary>
static class SamplePage
{
    /// <summary>One page.</summary>
    public static byte[] Pdf { get; } = Of(1);

    /// <summary>A document of so many pages, each with a few lines of text.</summary>
    /// <param name="more">What else each page's content paints.</param>
    public static byte[] Of(int pages, string more = "")
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(0, pages).Select(page => $"{4 + 2 * page} 0 R"))}] /Count {pages} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        };
        for (var page = 0; page < pages; page++)
        {
            var content = "BT /F1 24 Tf 72 740 Td (Universite Hassan II de Casablanca) Tj 0 -60 Td (Diplome de licence) Tj "
                + "/F1 12 Tf 0 -40 Td (Document de demonstration) Tj ET" + more;
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * page} 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }
        return Write(objects);
    }

    static byte[] Write(List<string> objects)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        foreach (var body in objects)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }
        var start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
