namespace CasaServerless.Kernel.Typesetting;

/// <summary>Where lines stand in their column: at the side where reading starts, or in the middle.</summary>
public enum Align
{
    Start,
    Centre,
}

/// <summary>How a text looks. Size and leading (from baseline to baseline) are in points.</summary>
public sealed record TextStyle(TypeCase TypeCase, float Size, float Leading, Ink Ink, Align Align = Align.Start);

/// <summary>A wrapped paragraph ready to be put on a sheet.</summary>
public sealed class TextBlock
{
    // Share of the leading that lies above the baseline: room for Arabic ascenders and vowel signs over deep Arabic descenders.
    const float AboveBaseline = 0.72f;

    readonly IReadOnlyList<TextLine> lines;
    readonly TextStyle style;
    readonly Direction direction;
    readonly float width;

    public TextBlock(string text, Direction direction, TextStyle style, float width)
    {
        this.style = style;
        this.direction = direction;
        this.width = width;
        lines = new Paragraph(text, direction, style.TypeCase).Wrap(width / style.Size);
    }

    public int Lines => lines.Count;

    public float Height => lines.Count * style.Leading;

    public void Place(Sheet sheet, float left, float top)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var free = width - lines[i].Width * style.Size;
            var x = (style.Align, direction) switch
            {
                (Align.Centre, _) => left + free / 2,
                (_, Direction.RightToLeft) => left + free,
                _ => left,
            };
            sheet.Text(lines[i], x, top + (i + AboveBaseline) * style.Leading, style.Size, style.Ink);
        }
    }
}
