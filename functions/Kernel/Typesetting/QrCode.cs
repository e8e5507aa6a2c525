using QRCoder;
using SkiaSharp;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A QR code (level M) as one path: a square of <paramref name="Modules"/> modules, quiet zone of four included.</summary>
public sealed record QrCode(SKPath Path, int Modules)
{
    /// <summary>The path in units of modules; dark modules side by side are one rectangle, so no hairline shows between them.</summary>
    public static QrCode Of(string content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        using var builder = new SKPathBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x]) continue;
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                builder.AddRect(new SKRect(from, y, x, y + 1));
            }
        }
        return new QrCode(builder.Detach(), rows.Count);
    }
}
