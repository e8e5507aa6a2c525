using System.Text.RegularExpressions;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Architecture;

/// <summary>French sentences are printed, signed and read: they carry the apostrophe of print (’), not the typewriter's.</summary>
public sealed partial class ApostropheTests
{
    [Fact]
    public void No_French_sentence_carries_a_typewriters_apostrophe()
    {
        var faults = new List<string>();
        foreach (var file in ((string[])["functions", "bot"]).SelectMany(room => Directory.EnumerateFiles(Path.Combine(Root.Path, room), "*", SearchOption.AllDirectories)).Where(IsSource))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (line.TrimStart().StartsWith("//", StringComparison.Ordinal)) continue;
                if (Elided().IsMatch(line) && !IsTyped(file, line)) faults.Add($"{Path.GetRelativePath(Root.Path, file)}:{number}: {line.Trim()}");
            }
        }
        Assert.Empty(faults);

        bool IsSource(string file) => Path.GetExtension(file) is ".cs" or ".json" or ".html"
            && Path.GetRelativePath(Root.Path, file).Split(Path.DirectorySeparatorChar)[1] is not ("bin" or "obj");
    }

    [Theory]
    [InlineData("L'original n’est pas là", true)]
    [InlineData("aujourd'hui", true)]
    [InlineData("jusqu'au 3", true)]
    [InlineData("the city's clock doesn't move", false)]
    [InlineData("yyyy-MM-dd'T'HH:mm", false)]
    [InlineData("l’original", false)]
    public void It_would_see_one(string text, bool seen) => Assert.Equal(seen, Elided().IsMatch(text));

    // Names are looked for as people type them.
    static bool IsTyped(string file, string line) => Path.GetFileName(file) == "arrondissements.json" && !line.Contains("\"fr\"", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w'])([cdjlmnst]|qu|lorsqu|puisqu|jusqu|aujourd)'\p{L}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Elided();
}
