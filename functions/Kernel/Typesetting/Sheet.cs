using SkiaSharp;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>What stands on one page, in points from its upper left corner. Nothing is drawn before the whole document is set, because only
/// then is it known which glyphs its fonts must hold.</summary>
public sealed class Sheet(float width, float height)
{
    readonly List<Action<SKCanvas>> marks = [];
    readonly List<SetText> texts = [];

    public float Width { get; } = width;

    public float Height { get; } = height;

    internal IReadOnlyList<SetText> Texts => texts;

    /// <param name="x">Left end of the line.</param>
    public void Text(TextLine line, float x, float baseline, float size, SKColor colour) =>
        texts.Add(new SetText(line, x, baseline, size, colour));

    public void Fill(SKRect area, SKColor colour) => marks.Add(canvas =>
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = false };
        canvas.DrawRect(area, paint);
    });

    public void Frame(SKRect area, float width, SKColor colour) => marks.Add(canvas =>
    {
        using var paint = new SKPaint { Color = colour, IsStroke = true, StrokeWidth = width };
        canvas.DrawRect(area, paint);
    });

    public void Rule(float left, float right, float y, float width, SKColor colour) => marks.Add(canvas =>
    {
        using var paint = new SKPaint { Color = colour, IsStroke = true, StrokeWidth = width };
        canvas.DrawLine(left, y, right, y, paint);
    });

    /// <param name="side">Printed side in points, quiet zone included.</param>
    public void Qr(QrCode code, float left, float top, float side) => marks.Add(canvas =>
    {
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        canvas.Save();
        canvas.Translate(left, top);
        canvas.Scale(side / code.Modules);
        canvas.DrawPath(code.Path, paint);
        canvas.Restore();
    });

    internal void Draw(SKCanvas canvas, Func<Typeface, SKTypeface> fonts)
    {
        foreach (var mark in marks) mark(canvas);
        foreach (var text in texts) text.Draw(canvas, fonts);
    }
}
