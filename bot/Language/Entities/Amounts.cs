namespace CasaServerless.Bot.Language.Entities;

/// <summary>Sums of money: 200 dh, 1 240,50 DH, عشرة دراهم, 4000 ريال (twenty rials are a dirham), 3 alf dirham, deux mille cinq cents
/// dirhams.</summary>
static class Amounts
{
    static readonly WordSet dirhams = new("dh dhs dirham dirhams drahem derham derhem drhm mad درهم دراهم الدرهم درهما dirhem dirhame");
    static readonly WordSet rials = new("ريال ريالا rial rials ryal riyal reyal rialat");
    static readonly WordSet currencies = new("euro euros eur dollar dollars أورو اورو يورو دولار");

    static readonly WordTable words = new("""
        1 واحد un une wahed wa7ed
        2 جوج زوج deux jouj joj
        3 ثلاثة تلاتة ثلاث تلت trois tlata telt tlt
        4 أربعة ربعة اربع ربع quatre rb3a reb3a rb3
        5 خمسة خمس cinq khamsa 5amsa khams khemsa khems
        6 ستة ست six setta sett
        7 سبعة سبع sept seb3a sb3a sb3
        8 ثمانية ثمان ثماني تمنية تمانية تمن huit tmnya tmenya tmn
        9 تسعة تسع تسعود neuf ts3oud ts3od ts3
        10 عشرة عشر dix 3achra 3echra 3chra
        11 احداش حداش onze 7dach
        12 اثناعشر طناش تناش douze tnach
        13 تلطاش treize tltach
        14 ربعطاش quatorze rb3tach
        15 quinze خمسطاش خمستاش khmstach khmestach
        16 سطاش seize settach
        17 سبعطاش sb3tach
        18 تمنطاش tmntach
        19 تسعطاش ts3tach
        20 عشرين عشرون vingt vingts 3achrin 3chrin 3echrin
        30 ثلاثين تلاتين ثلاثون trente tlatin
        40 أربعين ربعين أربعون quarante rb3in reb3in
        50 خمسين خمسون cinquante khamsin 5amsin khemsin
        60 ستين ستون soixante settin
        70 سبعين سبعون seb3in sb3in septante
        80 ثمانين تمانين ثمانون tmanin
        90 تسعين تسعون ts3in tes3in nonante
        100 مية مئة مائة ميا cent cents mya miya miyat myat ميات mia
        200 ميتين مئتين مائتي مئتي مئتا مئتان مائتين مائتان miatayn mitayn mitin myatayn
        300 ثلاثمئة ثلاثمائة تلتمية ثلاثمية tltmya teltmya tlatmya
        400 أربعمئة أربعمائة ربعمية اربعمية rb3mya reb3mya
        500 خمسمئة خمسمائة خمسمية khmsmya khamsmya khemsmya 5msmya
        600 ستمئة ستمائة ستمية setmya settmya
        700 سبعمئة سبعمائة سبعمية sb3mya seb3mya
        800 ثمانمئة ثمانمائة تمنمية ثمنمية tmnmya temnmya
        900 تسعمئة تسعمائة تسعمية ts3mya tes3mya
        1000 ألف آلاف الاف mille alf alef alaf
        2000 ألفين ألفان ألفا ألفي alfin alfayn alfein
        1000000 مليون million millions
        """);

    public static void Find(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            var word = said.At(at);
            var (unit, joined) = (Unit(word), false);
            if (unit is null && char.IsAsciiDigit(word[0]))
            {
                // 50dh in one word.
                var digits = Digits(word);
                (unit, joined) = (digits < word.Length ? Unit(word[digits..]) : null, true);
            }
            if (unit is not { } rate || (joined ? Sum(said, at, word[..Digits(word)]) : Sum(said, at - 1, said.At(at - 1))) is not { } sum) continue;
            into.Take(said, EntityKind.Amount, said.Stretch(sum.First, at), dirhams: sum.Value * rate);
        }
    }

    static decimal? Unit(ReadOnlySpan<char> word) => dirhams.Has(word) ? 1 : rials.Has(word) ? 0.05m : null;

    static int Digits(ReadOnlySpan<char> word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits])) digits++;
        return digits;
    }

    // Backwards from the unit: the last part of the number is given.
    static (int First, decimal Value)? Sum(Utterance said, int at, ReadOnlySpan<char> last)
    {
        if (at < 0) return null;
        if (Reading.Number(last) is not { } number) return InWords(said, at);
        // "2 mille 500", "3 alf w 500"
        var thousands = at - (Ands(said.At(at - 1)) ? 2 : 1);
        if (number < 1000 && !said.Ends(thousands) && Spoken(said.At(thousands)) is 1000 or 2000 && InWords(said, thousands) is (var begun, var before)) return (begun, before + number);
        // 1 240 · 1.240 · 12,50
        var (start, sum, rate) = (at, (decimal)number, 1m);
        if (last.Length == 2 && said.Joined(at - 1, ",.") && said.Number(at - 1) is { } whole) (start, sum) = (at - 1, whole + number / 100m);
        else if (last.Length == 1 && said.Joined(at - 1, ",.") && said.Number(at - 1) is { } other) (start, sum) = (at - 1, other + number / 10m);
        if (said.At(start).Length is var length && (start == at ? last.Length : length) != 3) return (start, sum);
        while (start > 0 && rate < 1_000_000m && said.Joined(start - 1, " .\u00A0\u202F") && said.At(start - 1) is { Length: <= 3 } front && Reading.Number(front) is > 0 and var more)
        {
            (start, rate) = (start - 1, rate * 1000);
            sum += more * rate;
            if (front.Length < 3) break;
        }
        return (start, sum);
    }

    // "deux mille cinq cents", ألفين وخمسمئة, "mya w 3achrin", 3 alf: from the unit back to the first of them, then added up from there.
    static (int First, decimal Value)? InWords(Utterance said, int last)
    {
        const int most = 10;
        if (Spoken(said.At(last)) is null) return null;
        var first = last;
        while (first > 0 && first > last - most && !said.Ends(first - 1))
        {
            var step = Ands(said.At(first - 1)) ? 2 : 1;
            var word = said.At(first - step);
            if (step == 2 && said.Ends(first - 2) || Spoken(word) is null && !(Reading.Number(word) is > 0 and < 1000 && Spoken(said.At(first)) >= 1000)) break;
            first -= step;
        }
        var (sum, part) = (0m, 0m);
        for (var at = first; at <= last; at++)
        {
            if ((Reading.Number(said.At(at)) ?? Spoken(said.At(at))) is not { } value) continue;
            if (value >= 1000 && value != 2000) (sum, part) = (sum + Math.Max(part, 1) * value, 0);
            // "cinq cents", "quatre-vingts"
            else if (value == 100 && part is > 1 and < 10 || said.At(at).StartsWith("vingt") && part % 100 == 4) part += part % 100 * (value - 1);
            else part += value;
        }
        return (first, sum + part);
    }

    static bool Ands(ReadOnlySpan<char> word) => word is "و" or "w" or "et" or "o";

    // Arabic writes its "and" with the word.
    static int? Spoken(ReadOnlySpan<char> word) => words.Of(word) ?? (word.Length > 3 && word[0] == 'و' ? words.Of(word[1..]) : null);

    /// <summary>Whether a word is a unit of money, so that the number before it is no hour.</summary>
    public static bool IsUnit(ReadOnlySpan<char> word) => Unit(word) is not null || Spoken(word) is 1000 or 2000 || currencies.Has(word);
}
