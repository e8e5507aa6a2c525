namespace CasaServerless.Kernel.Typesetting;

/// <summary>One line of shaped text: its runs from left to right, and its width in ems.</summary>
public sealed record TextLine(IReadOnlyList<GlyphRun> Runs, float Width);
