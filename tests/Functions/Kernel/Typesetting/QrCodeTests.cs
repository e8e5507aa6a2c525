using CasaServerless.Kernel.Typesetting;
using QRCoder;

namespace CasaServerless.Tests.Functions.Kernel.Typesetting;

public sealed class QrCodeTests
{
    [Theory]
    [InlineData("https://legalisation.casablancacity.ma/verify/7KQX-M3PD-94TZ")]
    [InlineData("A")]
    public void The_outline_encloses_the_dark_modules_and_no_other(string content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var drawn = QrCode.Of(content);
        Assert.Equal(code.ModuleMatrix.Count, drawn.Modules);
        for (var y = 0; y < drawn.Modules; y++)
        {
            for (var x = 0; x < drawn.Modules; x++)
                Assert.True(code.ModuleMatrix[y][x] == (Winding(drawn, x + 0.5, y + 0.5) != 0), $"module {x}, {y}");
        }
    }

    /// <summary>How often the rings go around a place: what a PDF fills.</summary>
    static int Winding(QrCode code, double x, double y)
    {
        var winding = 0;
        foreach (var ring in code.Outline)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
                if (from.X != to.X || from.X < x) continue;
                if (from.Y < y && to.Y > y) winding++;
                if (from.Y > y && to.Y < y) winding--;
            }
        }
        return winding;
    }
}
