namespace CasaServerless.Kernel.Typesetting;

/// <summary>One line of shaped text: its runs from left to right, and its width in ems.</summary>
public sealed record TextLine(IReadOnlyList<GlyphRun> Runs, float Width)
{
    /// <summary>Sets one line that is not wrapped.</summary>
    public static TextLine Set(string text, Direction direction, TypeCase typeCase) => new Paragraph(text, direction, typeCase).Whole();
}
