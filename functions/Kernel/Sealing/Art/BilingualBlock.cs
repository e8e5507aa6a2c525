using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A sentence set twice, French and Arabic, in facing columns of equal width; what follows starts below the longer of the two.</summary>
sealed class BilingualBlock(Bilingual text, TextStyle style, float width)
{
    readonly TextBlock french = new(text.Fr, Direction.LeftToRight, style, width);
    readonly TextBlock arabic = new(text.Ar, Direction.RightToLeft, style, width);

    public float Height => Math.Max(french.Height, arabic.Height);

    /// <param name="left">Left end of the French column.</param>
    /// <param name="right">Right end of the Arabic column.</param>
    public void Place(Sheet sheet, float left, float right, float top)
    {
        french.Place(sheet, left, top);
        arabic.Place(sheet, right - width, top);
    }
}
