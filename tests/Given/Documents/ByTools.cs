namespace CasaServerless.Tests.Given.Documents;

/// <summary>Sound documents as Debian's programs make them.</summary>
static class ByTools
{
    const string Html = """
        <html lang="fr"><head><meta charset="utf-8"><title>Extrait</title><style>h1 { font: 24px "DejaVu Serif" } p { font: 16px "Noto Sans Arabic", "DejaVu Sans" }
        .page { break-before: page }</style></head><body><h1>Royaume du Maroc</h1><p>Extrait d'acte de naissance, commune de <a href="https://www.casablanca.ma/">Casablanca</a>.</p>
        <p dir="rtl">المملكة المغربية، جماعة الدار البيضاء</p><table border="1"><tr><td>Nom</td><td>Amina</td></tr></table>
        <div class="page">Page deux, <b>suite</b>.</div><div class="page">Page trois, fin.</div></body></html>
        """;

    const string Profile = "/usr/share/color/icc/ghostscript/srgb.icc";

    const string OutputIntent = $$"""
        %!
        [/_objdef {profile} /type /stream /OBJ pdfmark
        [{profile} << /N 3 >> /PUT pdfmark
        [{profile} ({{Profile}}) (r) file /PUT pdfmark
        [/_objdef {intent} /type /dict /OBJ pdfmark
        [{intent} << /Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile {profile} /OutputConditionIdentifier (sRGB) >> /PUT pdfmark
        [{Catalog} << /OutputIntents [ {intent} ] >> /PUT pdfmark
        """;

    public static void Chromium(string output)
    {
        var html = Path.ChangeExtension(output, ".html");
        File.WriteAllText(html, Html);
        Tool.Must("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={output}.profile",
            $"--print-to-pdf={output}", html);
        if (!File.Exists(output)) throw new InvalidOperationException("chromium printed nothing.");
    }

    public static void Ghostscript(string input, string output) =>
        Tool.Must("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4", $"-sOutputFile={output}", input);

    public static void PdfA2(string input, string output)
    {
        var intent = Path.ChangeExtension(output, ".ps");
        File.WriteAllText(intent, OutputIntent);
        Tool.Must("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dPDFA=2", "-dPDFACompatibilityPolicy=1", "-sColorConversionStrategy=RGB",
            $"--permit-file-read={Profile}", $"-sOutputFile={output}", intent, input);
    }

    public static void Cairo(string input, string output) => Tool.Must("pdftocairo", "-pdf", input, output);

    public static void Qpdf(string input, string output, params IEnumerable<string> options) => Tool.Must("qpdf", [.. options, input, output]);

    public static void Mutool(string input, string output) => Tool.Must("mutool", "clean", "-gggg", "-z", input, output);

    public static void Img2Pdf(string input, string output) => Tool.Must("img2pdf", input, "-o", output);

    public static void Picture(string output, params IEnumerable<string> options) =>
        Tool.Must("convert", ["-size", "640x480", "gradient:yellow-blue", "-fill", "black", "-draw", "rectangle 40,40 200,120", .. options, output]);
}
