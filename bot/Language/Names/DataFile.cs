namespace CasaServerless.Bot.Language.Names;

/// <summary>
/// A file of words that comes with the program and that an officer can edit: sections in square brackets, in each lines "name: spelling, spelling"; what
/// follows a # is a remark.
/// </summary>
static class DataFile
{
    /// <summary>Its lines: section, what stands before the colon, the spellings after it.</summary>
    public static IEnumerable<(string Section, string Name, string[] Spellings)> Read(string file)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(file) ?? throw new InvalidDataException($"There is no {file}.");
        using var lines = new StreamReader(stream);
        var section = "";
        while (lines.ReadLine() is { } line)
        {
            if (line.IndexOf('#', StringComparison.Ordinal) is >= 0 and var remark) line = line[..remark];
            line = line.Trim();
            if (line.Length == 0) continue;
            if (line[0] == '[')
            {
                section = line.Trim('[', ']');
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) throw new InvalidDataException($"{file}: “{line}” has no colon.");
            yield return (section, line[..colon].Trim(), line[(colon + 1)..].Split([',', '،'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
