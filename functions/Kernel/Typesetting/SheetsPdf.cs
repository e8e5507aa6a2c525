using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// Writes sheets as one PDF, without transparency, whose fonts hold only the glyphs in use. The same sheets give the same bytes.
/// </summary>
public static class SheetsPdf
{
    /// <param name="title">Shown by readers as the window's title.</param>
    /// <param name="created">Written as the creation date, in UTC.</param>
    public static byte[] Write(IReadOnlyList<Sheet> sheets, string title, DateTime created)
    {
        var file = new NewPdf();
        var fonts = Fonts(sheets);
        var resources = string.Concat(fonts.Values.Select(font => $"/{font.Name} {font.Write(file)} 0 R"));
        var pages = file.Reserve();
        var kids = new List<int>();
        foreach (var sheet in sheets)
        {
            var content = file.Stream(sheet.Content(fonts));
            kids.Add(file.Object(string.Create(CultureInfo.InvariantCulture,
                $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {sheet.Width:0.##} {sheet.Height:0.##}]/Resources<</Font<<{resources}>>>>/Contents {content} 0 R>>")));
        }
        file.Object(pages, $"<</Type/Pages/Count {kids.Count}/Kids[{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}]>>");
        var information = file.Object($"<</Title<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}>/Producer(CasaServerless)"
            + string.Create(CultureInfo.InvariantCulture, $"/CreationDate(D:{created:yyyyMMddHHmmss}Z)>>"));
        return file.Close(file.Object($"<</Type/Catalog/Pages {pages} 0 R/Lang(fr)/ViewerPreferences<</DisplayDocTitle true>>>>"), information);
    }

    static Dictionary<Typeface, SubsetFont> Fonts(IReadOnlyList<Sheet> sheets) => sheets
        .SelectMany(sheet => sheet.Texts)
        .SelectMany(text => text.Line.Runs)
        .GroupBy(run => run.Typeface)
        .Select((runs, i) => (Typeface: runs.Key, Font: new SubsetFont($"F{i + 1}", runs.Key, [.. runs])))
        .ToDictionary(used => used.Typeface, used => used.Font);
}
