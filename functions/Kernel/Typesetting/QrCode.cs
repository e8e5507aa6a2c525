using System.Collections;
using QRCoder;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// A QR code (level M) as the outline of its dark areas, in modules; following outlines, no hairline shows between modules.
/// </summary>
/// <param name="Modules">Side of the square, quiet zone of four on each side included.</param>
public sealed record QrCode(IReadOnlyList<IReadOnlyList<Spot>> Outline, int Modules)
{
    public static QrCode Of(string content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        return new QrCode(Rings(code.ModuleMatrix), code.ModuleMatrix.Count);
    }

    static List<List<Spot>> Rings(List<BitArray> rows)
    {
        // Each side between dark and light is walked once, dark on the right hand: along the top eastwards, down the right side, and so on.
        var sides = new HashSet<(int X, int Y, int Way)>();
        var tops = new List<(int X, int Y, int Way)>();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x]) continue;
                if (!rows[y - 1][x]) tops.Add((x, y, 0));
                if (!rows[y][x + 1]) sides.Add((x + 1, y, 1));
                if (!rows[y + 1][x]) sides.Add((x + 1, y + 1, 2));
                if (!rows[y][x - 1]) sides.Add((x, y + 1, 3));
            }
        }
        sides.UnionWith(tops);
        var rings = new List<List<Spot>>();
        foreach (var top in tops)
        {
            if (!sides.Contains(top)) continue;
            var ring = new List<Spot>();
            var (x, y, way) = top;
            while (sides.Remove((x, y, way)))
            {
                (x, y) = (x + Step(way), y + Step(way - 1));
                if (sides.Contains((x, y, way))) continue;
                ring.Add(new Spot(x, y));
                // Where two areas touch at a corner the way turns right, and keeps them apart.
                way = sides.Contains((x, y, (way + 1) % 4)) ? (way + 1) % 4 : (way + 3) % 4;
            }
            rings.Add(ring);
        }
        return rings;

        static int Step(int way) => (way & 3) switch { 0 => 1, 2 => -1, _ => 0 };
    }
}
