using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The band that a page gets for its seal, on the side that is shown at the bottom. Added rather than laid over the page: a legal paper
/// must not lose a line to its own seal.
/// </summary>
/// <param name="Page">The visible box with the band.</param>
/// <param name="Rotate">Clockwise quarter turns of the display, in degrees.</param>
/// <param name="Added">The areas that became visible; whatever the page draws there was never meant to be seen.</param>
/// <param name="Matrix">Places the strip, whose lower left corner is its origin.</param>
sealed record SealBand(PdfBox Page, int Rotate, IReadOnlyList<PdfBox> Added, IReadOnlyList<double> Matrix)
{
    // Below half its size the QR code is no longer read from a 150 dpi scan, so a narrow page gets wider; above three times it only wastes paper.
    const double LeastScale = 0.55;
    const double MostScale = 3;

    // ISO 32000-1, annex C.2: what viewers accept as a page.
    const double LargestPage = 14_400;

    /// <param name="visible">What a viewer shows of the page now.</param>
    /// <param name="rotate">Clockwise quarter turns of the display: 0, 90, 180 or 270.</param>
    /// <param name="unit">The page's unit in points.</param>
    /// <param name="stripWidth">In points, as is <paramref name="stripHeight"/>.</param>
    /// <returns>Null when the page would become larger than the format allows.</returns>
    public static SealBand? For(PdfBox visible, int rotate, double unit, double stripWidth, double stripHeight)
    {
        var across = rotate is 90 or 270 ? visible.Height : visible.Width;
        var scale = Math.Clamp(across * unit / stripWidth, LeastScale, MostScale) / unit;
        var height = stripHeight * scale;
        var wider = Math.Max(0, stripWidth * scale - across);
        var page = Grown(visible, rotate, height, wider);
        if (page.Width > LargestPage || page.Height > LargestPage) return null;
        var indent = (across + wider - stripWidth * scale) / 2;
        return new(page, rotate, [.. Opened(visible, rotate, height, wider, page)], Placed(page, rotate, scale, indent));
    }

    /// <summary>Another box of the page (trim, art, bleed), down to the band's edge: the seal belongs to the finished sheet.</summary>
    public PdfBox Reaching(PdfBox other) => Rotate switch
    {
        90 => other with { X1 = Math.Max(other.X1, Page.X1) },
        180 => other with { Y1 = Math.Max(other.Y1, Page.Y1) },
        270 => other with { X0 = Math.Min(other.X0, Page.X0) },
        _ => other with { Y0 = Math.Min(other.Y0, Page.Y0) },
    };

    /// <summary>Whether something there would show in what was added.</summary>
    public bool Shows(PdfBox box) => Added.Any(added => !added.Within(box).Empty);

    // The displayed bottom and right, each on the side where the turn of the page puts it.
    static PdfBox Grown(PdfBox box, int rotate, double bottom, double right) => rotate switch
    {
        90 => box with { X1 = box.X1 + bottom, Y1 = box.Y1 + right },
        180 => box with { Y1 = box.Y1 + bottom, X0 = box.X0 - right },
        270 => box with { X0 = box.X0 - bottom, Y0 = box.Y0 - right },
        _ => box with { Y0 = box.Y0 - bottom, X1 = box.X1 + right },
    };

    static IEnumerable<PdfBox> Opened(PdfBox visible, int rotate, double bottom, double right, PdfBox page)
    {
        yield return rotate switch
        {
            90 => page with { X0 = visible.X1 },
            180 => page with { Y0 = visible.Y1 },
            270 => page with { X1 = visible.X0 },
            _ => page with { Y1 = visible.Y0 },
        };
        if (right <= 0) yield break;
        var aside = Grown(visible, rotate, 0, right);
        yield return rotate switch
        {
            90 => aside with { Y0 = visible.Y1 },
            180 => aside with { X1 = visible.X0 },
            270 => aside with { Y1 = visible.Y0 },
            _ => aside with { X0 = visible.X1 },
        };
    }

    // From the display's lower left corner, along the display's axes.
    static double[] Placed(PdfBox page, int rotate, double s, double indent) => rotate switch
    {
        90 => [0, s, -s, 0, page.X1, page.Y0 + indent],
        180 => [-s, 0, 0, -s, page.X1 - indent, page.Y1],
        270 => [0, -s, s, 0, page.X0, page.Y1 - indent],
        _ => [s, 0, 0, s, page.X0 + indent, page.Y0],
    };
}
