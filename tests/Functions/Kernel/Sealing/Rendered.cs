using System.Globalization;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>A page as poppler shows it, cropped as a viewer would.</summary>
sealed record Rendered(int Width, int Height, byte[] Pixels)
{
    public static IReadOnlyList<Rendered> Pages(Folder folder, byte[] pdf, int dpi, int last = int.MaxValue) =>
        [.. Files(folder, pdf, dpi, last).Select(Read)];

    /// <summary>Picture files of the pages, in their order.</summary>
    public static IReadOnlyList<string> Files(Folder folder, byte[] pdf, int dpi, int last = int.MaxValue)
    {
        var name = Guid.NewGuid().ToString("N");
        Tool.Must("pdftoppm", "-cropbox", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-l", last.ToString(CultureInfo.InvariantCulture),
            folder.Write(name + ".pdf", pdf), folder[name]);
        return [.. Directory.GetFiles(folder.Path, name + "-*.ppm").Order(StringComparer.Ordinal)];
    }

    /// <summary>How many pixels of this page are not the same on the other, at the same distance from the upper left corner.</summary>
    /// <remarks>The last row and column are left out: a page rarely fills them, and what is beyond it may not be white.</remarks>
    public int DifferencesFrom(Rendered other)
    {
        var differences = 0;
        for (var y = 0; y < Height - 1; y++)
        {
            var mine = Pixels.AsSpan(y * Width * 3, (Width - 1) * 3);
            var its = other.Pixels.AsSpan(y * other.Width * 3, (Width - 1) * 3);
            if (mine.SequenceEqual(its)) continue;
            for (var x = 0; x < mine.Length; x += 3)
            {
                if (!mine.Slice(x, 3).SequenceEqual(its.Slice(x, 3))) differences++;
            }
        }
        return differences;
    }

    /// <summary>What lies below a row.</summary>
    public Rendered Below(int row) => new(Width, Height - row, Pixels[(row * Width * 3)..]);

    /// <summary>What lies right of a column.</summary>
    public Rendered Right(int column)
    {
        var width = Math.Max(0, Width - column);
        var pixels = new byte[width * Height * 3];
        for (var y = 0; y < Height && width > 0; y++) Pixels.AsSpan((y * Width + column) * 3, width * 3).CopyTo(pixels.AsSpan(y * width * 3));
        return new(width, Height, pixels);
    }

    static Rendered Read(string ppm)
    {
        var bytes = File.ReadAllBytes(ppm);
        var at = 0;
        var numbers = new int[4];
        for (var n = 0; n < 4; n++)
        {
            var start = at;
            while (bytes[at] is not ((byte)'\n' or (byte)' ')) at++;
            if (n > 0) numbers[n] = int.Parse(bytes.AsSpan(start, at - start), CultureInfo.InvariantCulture);
            at++;
        }
        return new(numbers[1], numbers[2], bytes[at..]);
    }
}
