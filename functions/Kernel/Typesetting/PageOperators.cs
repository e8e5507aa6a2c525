using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A page's content stream being written (ISO 32000-2, 8 and 9). Sheets count from the top, PDF from the bottom.</summary>
sealed class PageOperators(float height)
{
    readonly StringBuilder operators = new(4096);
    Ink? filling;

    public byte[] ToBytes() => Encoding.Latin1.GetBytes(operators.ToString());

    public void Fill(Area area, Ink ink)
    {
        Use(ink);
        Rectangle(area);
        operators.Append(" f\n");
    }

    public void Frame(Area area, float width, Ink ink)
    {
        operators.Append(CultureInfo.InvariantCulture, $"{Colour(ink)} RG {width:0.##} w ");
        Rectangle(area);
        operators.Append(" S\n");
    }

    /// <summary>Closed rings in the drawing's own units, y downwards.</summary>
    public void Outline(IReadOnlyList<IReadOnlyList<Spot>> rings, float left, float top, float unit, Ink ink)
    {
        Use(ink);
        operators.Append(CultureInfo.InvariantCulture, $"q {unit:0.####} 0 0 {-unit:0.####} {left:0.##} {height - top:0.##} cm\n");
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++)
                operators.Append(ring[i].X).Append(' ').Append(ring[i].Y).Append(i == 0 ? " m\n" : " l\n");
            operators.Append("h\n");
        }
        operators.Append("f Q\n");
    }

    public void Text(SetText text, IReadOnlyDictionary<Typeface, SubsetFont> fonts)
    {
        Use(text.Ink);
        operators.Append("BT\n");
        var x = text.X;
        foreach (var run in text.Line.Runs)
        {
            var font = fonts[run.Typeface];
            var size = text.Size * run.Typeface.Optical;
            operators.Append(CultureInfo.InvariantCulture, $"/{font.Name} {size:0.###} Tf 1 0 0 1 {x:0.###} {height - text.Baseline:0.###} Tm\n");
            new RunOperators(operators, font, run, size).Show();
            x += run.Width * text.Size;
        }
        operators.Append("ET\n");
    }

    void Rectangle(Area area) => operators.Append(CultureInfo.InvariantCulture,
        $"{area.Left:0.##} {height - area.Bottom:0.##} {area.Right - area.Left:0.##} {area.Bottom - area.Top:0.##} re");

    void Use(Ink ink)
    {
        if (filling == ink) return;
        filling = ink;
        operators.Append(Colour(ink)).Append(" rg\n");
    }

    static string Colour(Ink ink) =>
        string.Create(CultureInfo.InvariantCulture, $"{ink.Red / 255f:0.###} {ink.Green / 255f:0.###} {ink.Blue / 255f:0.###}");
}
