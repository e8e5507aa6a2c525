using System.Globalization;
using CasaServerless.Kernel.Typesetting;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Kernel.Typesetting;

/// <summary>The bidirectional algorithm against the conformance tests that Unicode publishes with it.</summary>
public sealed class BidiTests
{
    // One character of each class.
    const string Classes = "L R AL EN ES ET AN CS NSM BN B S WS ON";
    const string Samples = "a\u05D0\u06271+%\u0661,\u0300\u00AD\u2029\t !";

    static readonly Dictionary<string, char> samples = Classes.Split(' ').Zip(Samples).ToDictionary(pair => pair.First, pair => pair.Second);

    [Fact]
    public void Every_published_text_without_explicit_controls_is_ordered_as_Unicode_says()
    {
        var judged = 0;
        foreach (var fields in UnicodeData.Read("BidiCharacterTest.txt"))
        {
            var text = UnicodeData.Text(fields[0]);
            if (text.Any(IsExplicit)) continue;
            var direction = fields[1] switch { "0" => Direction.LeftToRight, "1" => Direction.RightToLeft, _ => Bidi.DirectionOf(text) };
            Assert.Equal(fields[2], direction == Direction.RightToLeft ? "1" : "0");
            Judge(text, direction, fields[3], fields[4], fields[0]);
            judged++;
        }
        Assert.True(judged > 90_000, $"{judged} texts");
    }

    [Fact]
    public void Every_published_sequence_of_classes_without_explicit_controls_is_ordered_as_Unicode_says()
    {
        var judged = 0;
        var (levels, order) = ("", "");
        foreach (var fields in UnicodeData.Read("BidiTest.txt"))
        {
            if (fields[0].StartsWith("@Levels:", StringComparison.Ordinal)) levels = fields[0]["@Levels:".Length..].Trim();
            else if (fields[0].StartsWith("@Reorder:", StringComparison.Ordinal)) order = fields[0]["@Reorder:".Length..].Trim();
            else if (fields[0].Split(' ') is var classes && classes.All(samples.ContainsKey))
            {
                var text = string.Concat(classes.Select(name => samples[name]));
                var directions = int.Parse(fields[1], CultureInfo.InvariantCulture);
                if ((directions & 2) != 0) Judge(text, Direction.LeftToRight, levels, order, fields[0]);
                if ((directions & 4) != 0) Judge(text, Direction.RightToLeft, levels, order, fields[0]);
                judged++;
            }
        }
        Assert.True(judged > 30_000, $"{judged} sequences");
    }

    [Fact]
    public void An_override_in_a_name_cannot_turn_its_neighbours()
    {
        var plain = Bidi.Levels("Nadia 123 fin", Direction.LeftToRight);
        var hostile = Bidi.Levels("Nadia\u202E 123\u202C fin", Direction.LeftToRight);
        Assert.All(plain.Concat(hostile), level => Assert.Equal(0, level));
    }

    [Fact]
    public void A_parenthesis_stays_closed_around_Arabic_in_a_French_line()
    {
        const string text = "Bureau (المعاريف) 12";
        var levels = Bidi.Levels(text, Direction.LeftToRight);
        Assert.Equal((0, 0), (levels[text.IndexOf('(')], levels[text.IndexOf(')')]));
    }

    static void Judge(string text, Direction direction, string levels, string order, string line)
    {
        var expected = levels.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Bidi.Levels(text, direction);
        var shown = new List<(byte Level, int Place)>();
        var at = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] != "x")
            {
                if (found[at].ToString(CultureInfo.InvariantCulture) != expected[i]) Assert.Fail($"{line} {direction}: {string.Join(' ', found)}, not {levels}");
                shown.Add((found[at], i));
            }
            at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        }
        var ordered = Bidi.Order(shown.Select(character => character.Level).ToArray()).Select(place => shown[place].Place);
        if (string.Join(' ', ordered) != order) Assert.Fail($"{line} {direction}: shown as {string.Join(' ', ordered)}, not {order}");
    }

    static bool IsExplicit(char sign) => sign is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
