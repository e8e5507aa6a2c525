using CasaServerless.Kernel.Pdf;
using CasaServerless.Kernel.Sealing;
using CsCheck;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class SealBandTests
{
    const double StripWidth = 595, StripHeight = 100;

    [Fact]
    public void An_upright_page_grows_downwards_by_the_strip()
    {
        var band = SealBand.For(new(0, 0, 595, 842), 0, 1, StripWidth, StripHeight)!;
        Assert.Equal(new PdfBox(0, -100, 595, 842), band.Page);
        Assert.Equal([new PdfBox(0, -100, 595, 0)], band.Added);
        Assert.Equal([1d, 0, 0, 1, 0, -100], band.Matrix);
    }

    [Theory]
    [InlineData(0, 10, -180, 1200, 400)]
    [InlineData(90, 10, 20, 1263.86555, 400)]
    [InlineData(180, 10, 20, 1200, 600)]
    [InlineData(270, -53.86555, 20, 1200, 400)]
    public void A_turned_page_grows_on_the_side_that_is_shown_at_the_bottom(int rotate, double left, double bottom, double right, double top)
    {
        var band = SealBand.For(new(10, 20, 1200, 400), rotate, 1, StripWidth, StripHeight)!;
        // 1190 across is the strip twice as large; 380 across makes it 0.6386 of its size.
        var expected = new PdfBox(left, bottom, right, top);
        Assert.Equal(expected.X0, band.Page.X0, 3);
        Assert.Equal(expected.Y0, band.Page.Y0, 3);
        Assert.Equal(expected.X1, band.Page.X1, 3);
        Assert.Equal(expected.Y1, band.Page.Y1, 3);
    }

    [Fact]
    public void A_page_narrower_than_a_readable_strip_gets_wider()
    {
        var band = SealBand.For(new(0, 0, 100, 50), 0, 1, StripWidth, StripHeight)!;
        Assert.Equal(StripWidth * 0.55, band.Page.Width, 6);
        Assert.Equal(2, band.Added.Count);
        Assert.Equal(new PdfBox(100, 0, band.Page.X1, 50), band.Added[1]);
    }

    [Fact]
    public void A_unit_of_many_points_makes_the_strip_no_larger_on_paper()
    {
        var plain = SealBand.For(new(0, 0, 595, 842), 0, 1, StripWidth, StripHeight)!;
        var scaled = SealBand.For(new(0, 0, 59.5, 84.2), 0, 10, StripWidth, StripHeight)!;
        Assert.Equal(plain.Page.Height, scaled.Page.Height * 10, 6);
    }

    [Fact]
    public void A_page_that_would_become_larger_than_the_format_allows_gets_no_band() =>
        Assert.Null(SealBand.For(new(0, 0, 1000, 14_300), 0, 1, StripWidth, StripHeight));

    [Fact]
    public void The_strip_always_lies_in_what_was_added_and_nothing_of_the_page_is_lost() =>
        Gen.Select(Gen.Double[-500, 500], Gen.Double[-500, 500], Gen.Double[3, 5000], Gen.Double[3, 5000], Gen.Int[0, 3], Gen.Double[0.5, 4])
            .Sample((left, bottom, width, height, turns, unit) =>
            {
                var visible = new PdfBox(left, bottom, left + width, bottom + height);
                var band = SealBand.For(visible, 90 * turns, unit, StripWidth, StripHeight)!;
                var m = band.Matrix;
                var corners = new[] { (0d, 0d), (StripWidth, StripHeight) }
                    .Select(p => (X: m[0] * p.Item1 + m[2] * p.Item2 + m[4], Y: m[1] * p.Item1 + m[3] * p.Item2 + m[5])).ToArray();
                var strip = new PdfBox(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
                Assert.True(Holds(band.Added[0], strip));
                Assert.True(Holds(band.Page, visible));
                Assert.All(band.Added, added => Assert.True(added.Within(visible) is var common && (common.Width < 1e-6 || common.Height < 1e-6)));
                Assert.Equal(band.Page.Width * band.Page.Height, visible.Width * visible.Height + band.Added.Sum(a => a.Width * a.Height), 2);
            });

    static bool Holds(PdfBox outer, PdfBox inner) => inner.X0 >= outer.X0 - 1e-6 && inner.X1 <= outer.X1 + 1e-6
        && inner.Y0 >= outer.Y0 - 1e-6 && inner.Y1 <= outer.Y1 + 1e-6;
}
