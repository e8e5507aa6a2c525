using System.Globalization;
using System.Text;
using CasaServerless.Kernel.Typesetting;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Kernel.Typesetting;

public sealed class BidiClassTests
{
    [Fact]
    public void Every_character_that_can_be_drawn_has_the_class_of_the_Unicode_database()
    {
        var judged = 0;
        foreach (var fields in UnicodeData.Read("extracted/DerivedBidiClass.txt"))
        {
            var range = fields[0].Split("..").Select(number => int.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            // Explicit controls are passed over by intent.
            var expected = fields[1] is "LRE" or "RLE" or "PDF" or "LRO" or "RLO" or "LRI" or "RLI" or "FSI" or "PDI" ? "BN" : fields[1];
            for (var value = range[0]; value <= range[^1]; value++)
            {
                if (!Rune.IsValid(value) || !TypeCase.Regular.Draws(new Rune(value).ToString())) continue;
                var found = BidiClasses.Of(new Rune(value)).ToString();
                Assert.True(found == expected, $"U+{value:X4} is {expected}, not {found}");
                judged++;
            }
        }
        Assert.True(judged > 4000, $"{judged} characters");
    }
}
