namespace CasaServerless.Bot.Language.Entities;

/// <summary>Sums of money: 200 dh, 1 240,50 DH, عشرة دراهم, 4000 ريال (twenty rials are a dirham), 3 alf dirham.</summary>
static class Amounts
{
    static readonly WordSet dirhams = new("dh dhs dirham dirhams drahem derham derhem drhm mad درهم دراهم الدرهم درهما dirhem dirhame");
    static readonly WordSet rials = new("ريال ريالا rial rials ryal riyal reyal rialat");
    static readonly WordSet thousands = new("alf ألف الف آلاف الاف alef mille");
    static readonly WordSet currencies = new("euro euros eur dollar dollars أورو اورو يورو دولار");

    static readonly WordTable words = new("""
        1 واحد un
        2 جوج deux jouj joj
        3 ثلاثة تلاتة ثلاث trois tlata telt
        4 أربعة ربعة اربع quatre rb3a
        5 خمسة خمس cinq khamsa 5amsa khams
        6 ستة ست six setta
        7 سبعة سبع sept seb3a
        8 ثمانية تمنية تمانية huit tmnya
        9 تسعة تسعود neuf ts3oud
        10 عشرة عشر dix 3achra 3echra
        15 quinze خمسطاش khmstach
        20 عشرين عشرون vingt 3achrin 3chrin
        30 ثلاثين تلاتين ثلاثون trente tlatin
        40 أربعين ربعين أربعون quarante rb3in
        50 خمسين خمسون cinquante khamsin 5amsin khemsin
        60 ستين ستون soixante settin
        70 سبعين سبعون seb3in
        80 ثمانين تمانين ثمانون tmanin
        90 تسعين تسعون ts3in
        100 مية مئة مائة ميا cent mya miya miyat ميات مئتا
        200 ميتين مئتين مائتي مئتي miatayn mitayn
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
        if (thousands.Has(last))
        {
            if (at > 0 && Sum(said, at - 1, said.At(at - 1)) is { Value: < 1_000 } before) return (before.First, before.Value * 1000);
            return (at, 1000);
        }
        if (words.Of(last) is { } spoken)
        {
            var (first, value) = (at, (decimal)spoken);
            // "cent vingt", "مية وعشرين": up to three parts.
            while (first > 0 && first > at - 3 && said.At(first - 1) is var before && !said.Ends(first - 1))
            {
                if (before is "و" or "w" or "et" && first > 1 && words.Of(said.At(first - 2)) is { } further) (first, value) = (first - 2, value + further);
                else if (words.Of(before) is { } near) (first, value) = (first - 1, value == 100 && near < 10 ? value * near : value + near);
                else break;
            }
            return (first, value);
        }
        if (Reading.Number(last) is not { } number) return null;
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

    /// <summary>Whether a word is a unit of money, so that the number before it is no hour.</summary>
    public static bool IsUnit(ReadOnlySpan<char> word) => Unit(word) is not null || thousands.Has(word) || currencies.Has(word);
}
