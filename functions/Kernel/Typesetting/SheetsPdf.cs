using SkiaSharp;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>Writes sheets as one PDF whose fonts hold only the glyphs in use.</summary>
public static class SheetsPdf
{
    /// <param name="created">Written as the creation date, so that the same sheets give the same bytes.</param>
    public static byte[] Write(IReadOnlyList<Sheet> sheets, string title, DateTime created)
    {
        var fonts = Subsets(sheets);
        try
        {
            using var file = new MemoryStream();
            var metadata = new SKDocumentPdfMetadata
            {
                Title = title,
                Producer = "CasaServerless",
                Creation = created,
                Modified = created,
                RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
                EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
            };
            using (var document = SKDocument.CreatePdf(file, metadata))
            {
                foreach (var sheet in sheets)
                {
                    sheet.Draw(document.BeginPage(sheet.Width, sheet.Height), typeface => fonts[typeface]);
                    document.EndPage();
                }
                document.Close();
            }
            return file.ToArray();
        }
        finally
        {
            foreach (var font in fonts.Values) font.Dispose();
        }
    }

    static Dictionary<Typeface, SKTypeface> Subsets(IReadOnlyList<Sheet> sheets)
    {
        var used = new Dictionary<Typeface, HashSet<uint>>();
        foreach (var run in sheets.SelectMany(sheet => sheet.Texts).SelectMany(text => text.Line.Runs))
        {
            if (!used.TryGetValue(run.Typeface, out var glyphs)) used[run.Typeface] = glyphs = [];
            foreach (var glyph in run.Glyphs) glyphs.Add(glyph);
        }
        return used.ToDictionary(typeface => typeface.Key, typeface => typeface.Key.Subset(typeface.Value));
    }
}
