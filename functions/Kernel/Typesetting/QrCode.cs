using System.Collections;
using QRCoder;
using SkiaSharp;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A QR code (level M) as one path: a square of <paramref name="Modules"/> modules, quiet zone of four included.</summary>
public sealed record QrCode(SKPath Path, int Modules)
{
    /// <summary>The path in units of modules. It follows the outline of dark areas, so no hairline shows between modules.</summary>
    public static QrCode Of(string content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        return new QrCode(Outline(code.ModuleMatrix), code.ModuleMatrix.Count);
    }

    static SKPath Outline(List<BitArray> rows)
    {
        // Each side between dark and light is walked once, dark on the right hand: along the top eastwards, down the right side, and so on.
        var sides = new HashSet<(int X, int Y, int Way)>();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!Dark(x, y)) continue;
                if (!Dark(x, y - 1)) sides.Add((x, y, 0));
                if (!Dark(x + 1, y)) sides.Add((x + 1, y, 1));
                if (!Dark(x, y + 1)) sides.Add((x + 1, y + 1, 2));
                if (!Dark(x - 1, y)) sides.Add((x, y + 1, 3));
            }
        }
        using var outline = new SKPathBuilder();
        while (sides.Count > 0)
        {
            var (x, y, way) = sides.First(side => side.Way == 0);
            outline.MoveTo(x, y);
            while (sides.Remove((x, y, way)))
            {
                (x, y) = (x + Step(way), y + Step(way - 1));
                if (sides.Contains((x, y, way))) continue;
                outline.LineTo(x, y);
                // Where two areas touch at a corner the way turns right, and keeps them apart.
                way = sides.Contains((x, y, (way + 1) % 4)) ? (way + 1) % 4 : (way + 3) % 4;
            }
            outline.Close();
        }
        return outline.Detach();

        bool Dark(int x, int y) => rows[y][x];
        static int Step(int way) => (way & 3) switch { 0 => 1, 2 => -1, _ => 0 };
    }
}
