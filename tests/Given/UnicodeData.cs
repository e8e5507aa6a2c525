using System.Globalization;

namespace CasaServerless.Tests.Given;

/// <summary>The Unicode database's own files, from the Debian package unicode-data.</summary>
public static class UnicodeData
{
    const string Folder = "/usr/share/unicode";

    /// <summary>The lines of a file that are not comments, each cut into its fields.</summary>
    public static IEnumerable<string[]> Read(string file)
    {
        var path = Path.Combine(Folder, file);
        if (!File.Exists(path)) throw new InvalidOperationException($"{path} is missing: see tests/debian-packages.txt.");
        return File.ReadLines(path).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)
            .Select(line => line.Split(';', StringSplitOptions.TrimEntries));
    }

    /// <summary>Code points written as hexadecimal numbers with blanks between them.</summary>
    public static string Text(string numbers) =>
        string.Concat(numbers.Split(' ').Select(number => char.ConvertFromUtf32(int.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
}
