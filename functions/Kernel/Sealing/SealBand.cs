namespace CasaServerless.Kernel.Sealing;

/// <summary>A rectangle in a page's own units; its corners in order.</summary>
readonly record struct PageBox(double Left, double Bottom, double Right, double Top)
{
    public double Width => Right - Left;

    public double Height => Top - Bottom;

    public bool IsEmpty => Width <= 0 || Height <= 0;

    public PageBox With(PageBox other) =>
        new(Math.Min(Left, other.Left), Math.Min(Bottom, other.Bottom), Math.Max(Right, other.Right), Math.Max(Top, other.Top));

    public PageBox Within(PageBox other) =>
        new(Math.Max(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Min(Right, other.Right), Math.Min(Top, other.Top));
}

/// <summary>
/// The band that a page gets for its seal, on the side that is shown at the bottom. Added rather than laid over the page: a legal paper
/// must not lose a line to its own seal.
/// </summary>
/// <param name="Page">The visible box with the band.</param>
/// <param name="Added">The areas that became visible; whatever the page draws there was never meant to be seen.</param>
/// <param name="Matrix">Places the strip, whose lower left corner is its origin.</param>
sealed record SealBand(PageBox Page, IReadOnlyList<PageBox> Added, IReadOnlyList<double> Matrix)
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
    public static SealBand? For(PageBox visible, int rotate, double unit, double stripWidth, double stripHeight)
    {
        var across = rotate is 90 or 270 ? visible.Height : visible.Width;
        var scale = Math.Clamp(across * unit / stripWidth, LeastScale, MostScale) / unit;
        var height = stripHeight * scale;
        var wider = Math.Max(0, stripWidth * scale - across);
        var page = Grown(visible, rotate, height, wider);
        if (page.Width > LargestPage || page.Height > LargestPage) return null;
        var indent = (across + wider - stripWidth * scale) / 2;
        return new(page, [.. Opened(visible, rotate, height, wider, page)], Placed(page, rotate, scale, indent));
    }

    /// <summary>Another box of the page (trim, art, bleed), grown so that the band belongs to the finished sheet.</summary>
    public PageBox Grow(PageBox other) => other.With(Page);

    // The displayed bottom and right, each on the side where the turn of the page puts it.
    static PageBox Grown(PageBox box, int rotate, double bottom, double right) => rotate switch
    {
        90 => box with { Right = box.Right + bottom, Top = box.Top + right },
        180 => box with { Top = box.Top + bottom, Left = box.Left - right },
        270 => box with { Left = box.Left - bottom, Bottom = box.Bottom - right },
        _ => box with { Bottom = box.Bottom - bottom, Right = box.Right + right },
    };

    static IEnumerable<PageBox> Opened(PageBox visible, int rotate, double bottom, double right, PageBox page)
    {
        yield return rotate switch
        {
            90 => page with { Left = visible.Right },
            180 => page with { Bottom = visible.Top },
            270 => page with { Right = visible.Left },
            _ => page with { Top = visible.Bottom },
        };
        if (right <= 0) yield break;
        var aside = Grown(visible, rotate, 0, right);
        yield return rotate switch
        {
            90 => aside with { Bottom = visible.Top },
            180 => aside with { Right = visible.Left },
            270 => aside with { Top = visible.Bottom },
            _ => aside with { Left = visible.Right },
        };
    }

    // From the display's lower left corner, along the display's axes.
    static double[] Placed(PageBox page, int rotate, double s, double indent) => rotate switch
    {
        90 => [0, s, -s, 0, page.Right, page.Bottom + indent],
        180 => [-s, 0, 0, -s, page.Right - indent, page.Top],
        270 => [0, -s, s, 0, page.Left, page.Top - indent],
        _ => [s, 0, 0, s, page.Left + indent, page.Bottom],
    };
}
