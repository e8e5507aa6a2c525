using System.Globalization;

namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// Lines of the tram (T1 to T4), of the busway (BW1, BW2) and of the buses (numbers, only where a word of transport stands beside). A line named without its
/// means names that too.
/// </summary>
static class TransportLines
{
    public static void Find(Utterance said, List<Entity> into)
    {
        var words = said.WordList;
        for (var at = 0; at < words.Count; at++)
        {
            var word = said.Of(words[at]);
            if (Coded(word) is { } coded)
            {
                Add(said, at, at, coded, into);
                continue;
            }
            var next = at + 1 < words.Count ? said.Of(words[at + 1]) : [];
            if (word is "t" or "bw" && next is "1" or "2" or "3" or "4" && Coded($"{word}{next}") is { } apart) Add(said, at, at + 1, apart, into);
            else if (MeansOf(word) is { } means) Numbered(said, at, means, into);
            // "le 33 passe", "le chauffeur du 33", "le 33 ou le tram"
            else if (word is "le" or "du" && Reading.Number(next) is > 4 and < 1000 && next.Length < 4 && (said.At(at + 2) is "passe" or "roule" or "part" or "dessert" or "circule" or "existe" || said.At(at - 1) is "chauffeur"
                || said.At(at + 2) is "ou" or "et" && said.At(at + 3) is "le" && MeansOf(said.At(at + 4)) is not null)) Add(said, at + 1, at + 1, ("bus", $"{Reading.Number(next)}"), into);
        }
    }

    // The number after a word of transport, "n", "ra9m", "ligne" and the like between them.
    static void Numbered(Utterance said, int at, string means, List<Entity> into)
    {
        var words = said.WordList;
        for (var next = at + 1; next < words.Count && next <= at + 3; next++)
        {
            var word = said.Of(words[next]);
            if (word.Length <= 3 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                if (number is < 1 or > 999 || IsMeasure(said, next)) return;
                // Lines of trams have one digit; "ligne 33" is a bus's.
                if (means == "line") means = number > 4 || word.Length > 1 ? "bus" : IsTram(into) ? "tram" : IsBusway(into) ? "busway" : "bus";
                if (means == "tram" && number > 4 || means == "busway" && number > 2) return;
                Add(said, next, next, (means, means == "tram" ? $"T{number}" : means == "busway" ? $"BW{number}" : $"{number}"), into);
                return;
            }
            if (means is not "bus" && Ordinal(word) is > 0 and var ordinal && (means != "busway" || ordinal < 3))
            {
                Add(said, next, next, means == "busway" || means == "line" && IsBusway(into) ? ("busway", $"BW{ordinal}") : ("tram", $"T{ordinal}"), into);
                return;
            }
            if (word is "n" or "no" or "num" or "numero" or "ra9m" or "rqm" or "raqm" or "nmra" or "nemra" or "رقم" or "نمره" or "نمرا" or "ligne" or "line" or "الخط" or "خط" or "lkhat" or "l5at" or "d" or "dyal" or "ديال" or "لي" or "lli" or "li") continue;
            return;
        }
    }

    // "bus 10 dh", "tram 5 minutes", "tram 6h": no line.
    static bool IsMeasure(Utterance said, int at) => at + 1 < said.WordList.Count && said.Of(said.WordList[at + 1]) is var next && next is "h" or "dh" or "dhs" or "drhm" or "drahem" or "dirhams"
        or "min" or "mn" or "minutes" or "d9ay9" or "d9aye9" or "درهم" or "دراهم" or "دقيقه" or "دقايق" or "دقائق" or "fois" or "ans" or "personnes" or "heures" or "heure";

    static (string Means, string Line)? Coded(ReadOnlySpan<char> word)
    {
        if (word.Length > 1 && word[0] is 'l' or 'f' or 'd' or 'b' && word[1] is 't' or 'b') word = word[1..];
        return word is "t1" or "ت1" or "ط1" ? ("tram", "T1") : word is "t2" or "ت2" or "ط2" ? ("tram", "T2") : word is "t3" or "ت3" or "ط3" ? ("tram", "T3") : word is "t4" or "ت4" or "ط4" ? ("tram", "T4")
            : word is "bw1" ? ("busway", "BW1") : word is "bw2" ? ("busway", "BW2") : null;
    }

    static string? MeansOf(ReadOnlySpan<char> word) => word switch
    {
        "tram" or "ltram" or "tramway" or "tranway" or "ltramway" or "ftram" or "الترام" or "الطرام" or "ترام" or "طرام" or "الطراموي" or "الترامواي" or "ترامواي" or "طراموي" or "الطرامواي" => "tram",
        "busway" or "lbusway" or "bw" or "bisway" or "lbisway" or "البيزواي" or "الباصواي" or "باصواي" or "بيزواي" or "الباسواي" or "باسواي" or "البسواي" => "busway",
        "bus" or "lbus" or "fbus" or "tobis" or "ttobis" or "tubis" or "toubis" or "tobiss" or "ltobis" or "autobus" or "الطوبيس" or "طوبيس" or "الحافله" or "حافله" or "الباص" or "باص" or "الاتوبيس" or "طوبيسات" or "الحافلات" or "فالطوبيس"
            or "للطوبيس" or "بالطوبيس" => "bus",
        "ligne" or "line" or "lligne" or "الخط" or "خط" or "lkhat" or "khat" or "l5at" or "lkhet" or "khett" or "للخط" or "بالخط" or "فالخط" or "والخط" => "line",
        _ => null,
    };

    // الخط الثالث للترام.
    static int Ordinal(ReadOnlySpan<char> word) => word switch
    {
        "الاول" or "اللول" or "lewel" or "lowel" => 1,
        "الثاني" or "التاني" or "tani" => 2,
        "الثالث" or "التالت" or "talet" => 3,
        "الرابع" or "rabe3" => 4,
        _ => 0,
    };

    static bool IsTram(List<Entity> found) => Names(found, "tram");

    static bool IsBusway(List<Entity> found) => Names(found, "busway");

    static bool Names(List<Entity> found, string means) => found.Exists(each => each.Kind == EntityKind.Mode && each.Value == means);

    static void Add(Utterance said, int from, int to, (string Means, string Line) its, List<Entity> into)
    {
        var (one, other) = (said.WordList[from], said.WordList[to]);
        var (start, length) = said.Place(one.Start, other.Start + other.Length - one.Start);
        if (into.Exists(each => each.Kind == EntityKind.Line && each.Start == start)) return;
        into.Add(new(EntityKind.Line, its.Line, start, length));
        if (!Names(into, its.Means)) into.Add(new(EntityKind.Mode, its.Means, start, length));
    }
}
