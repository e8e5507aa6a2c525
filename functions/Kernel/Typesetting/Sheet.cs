namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// What stands on one page, in points from its upper left corner. Nothing is written before the whole document is set, because only then is
/// it known which glyphs its fonts must hold.
/// </summary>
public sealed class Sheet(float width, float height)
{
    readonly List<Action<PageOperators>> marks = [];
    readonly List<SetText> texts = [];

    public float Width { get; } = width;

    public float Height { get; } = height;

    internal IReadOnlyList<SetText> Texts => texts;

    /// <param name="x">Left end of the line.</param>
    public void Text(TextLine line, float x, float baseline, float size, Ink ink) => texts.Add(new SetText(line, x, baseline, size, ink));

    public void Fill(Area area, Ink ink) => marks.Add(content => content.Fill(area, ink));

    public void Frame(Area area, float width, Ink ink) => marks.Add(content => content.Frame(area, width, ink));

    /// <summary>A horizontal line.</summary>
    public void Rule(float left, float right, float y, float width, Ink ink) =>
        marks.Add(content => content.Fill(new Area(left, y - width / 2, right, y + width / 2), ink));

    /// <param name="side">Printed side in points, quiet zone included.</param>
    public void Qr(QrCode code, float left, float top, float side) =>
        marks.Add(content => content.Outline(code.Outline, left, top, side / code.Modules, Ink.Black));

    /// <summary>The page as PDF operators; texts come last, so that nothing covers them.</summary>
    internal byte[] Content(IReadOnlyDictionary<Typeface, SubsetFont> fonts)
    {
        var content = new PageOperators(Height);
        foreach (var mark in marks) mark(content);
        foreach (var text in texts) content.Text(text, fonts);
        return content.ToBytes();
    }
}

/// <summary>A line of text at its place on a sheet.</summary>
sealed record SetText(TextLine Line, float X, float Baseline, float Size, Ink Ink);
