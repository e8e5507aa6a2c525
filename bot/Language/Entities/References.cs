using System.Buffers;

namespace CasaServerless.Bot.Language.Entities;

/// <summary>
/// References of requests and tickets: ours (LEG-7K3Q9-XM2PAV, also in small letters, with blanks or without hyphens), those of older files and of
/// Open311 (TKT-2026-01877, 2026/7781, 5520/B), and bare numbers where the words before them say so.
/// </summary>
static class References
{
    static readonly WordSet files = new("""
        dossier dossiers demande ticket tiket tickit réclamation signalement plainte rdv rendez récépissé reçu quittance suivi réf ref reference référence refs
        rif doss dmande talab talabi tlb chikaya chikayti lblagh blagh bellagh l7ala lmilef milef milaf rendezvous maw3id dossié commande transaction
        طلب الطلب طلبي طلبا ملف الملف ملفي بلاغ البلاغ بلاغي شكاية الشكاية شكايتي الشكايه تذكرة التذكرة التيكي تيكي المرجع مرجع موعد الموعد موعدي وصل الوصل
        المعاملة الدوسي دوسي الملف الرونديفو الاداء البلانت مرجعه الإيصال ليكي
        """);

    static readonly WordSet numbers = new("n no num numero numéro nmra nemra namra nm ra9m raqm rakm ra9em r9m rqm noumro رقم الرقم برقم رقمه رقمها نمرة النمرة نمره عدد بالرقم tracking suivi");

    static readonly WordSet between = new("d dyal dial dyali dyalkom ديال ديالي هو هي est c liya ليا had هاد تحت votre mon ma el l tht المسجل المسجلة était الكامل");

    // What else has a number.
    static readonly WordSet others = new("""
        bus ligne tram busway rue zan9a zen9a zanqa immeuble imm bloc block villa appartement appt guichet lampadaire porte bd boulevard avenue av lot tél tel gsm téléphone
        tobis toubis khat ligne loi article bureau étage chambre école
        الحافلة حافلة خط الخط زنقة الزنقة شارع عمارة العمارة المجاورة بلوك الشباك شباك هاتف هاتفي الهاتف تلفوني الطوبيس طوبيس باب محل محلي متجري منزل القانون المادة البطاقة بطاقتي الزقاق
        """);

    static readonly WordSet units = new("dh dhs dirham dirhams درهم دراهم ريال jours jour heures minutes mois ans iyam yam personnes m2 metres m km ألف الف alf da9i9a");

    static readonly SearchValues<char> symbols = SearchValues.Create("0123456789٠١٢٣٤٥٦٧٨٩abcdefghjkmnpqrstvwxyziloABCDEFGHJKMNPQRSTVWXYZILO");
    static readonly SearchValues<char> letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Those of our own shape, of which a part may look like a card's number.</summary>
    public static void FindOurs(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            if (Ours(said, at) is not { } last) continue;
            into.Take(said, EntityKind.Reference, said.Stretch(at, last));
            at = last;
        }
    }

    public static void Find(Utterance said, List<Entity> into)
    {
        for (var at = 0; at < said.WordList.Count; at++)
        {
            var last = at;
            while (said.Joined(last, "-/_") || said.Joined(last, "–‑")) last++;
            if (last > at ? IsParted(said, at, last) : IsBare(said, at)) into.Take(said, EntityKind.Reference, said.Stretch(Widened(said, at, last), last));
            at = last;
        }
    }

    // LEG 7K3Q9 XM2PAV: the parts in one word or in up to three. Where a hyphen is missing the check character must speak for it.
    static int? Ours(Utterance said, int at)
    {
        var first = Written(said, at);
        Span<char> all = stackalloc char[15];
        var (length, hyphens, prefix) = (0, 0, 0);
        while (prefix < first.Length && char.IsAsciiLetter(first[prefix])) prefix++;
        // In one word its prefix cannot be told from its symbols: all that are left of eleven.
        if (first.Length is > 12 and < 16) prefix = first.Length - 11;
        else if (first.Length is > 6 and < 10 && Written(said, at + 1).Length == 6) prefix = first.Length - 5;
        // 7K3Q9-XM2PAV: without a prefix.
        if (first.Length == 5 && Written(said, at + 1).Length == 6 && said.Joined(at, "-–‑")) prefix = 0;
        else if (first.Length > 15 || prefix is < 2 or > 4 || first[..prefix].ContainsAnyExcept(letters)) return null;
        for (var word = at; word < at + 3 && word < said.WordList.Count; word++)
        {
            var each = Written(said, word);
            if (word > at && said.Joined(word - 1, "-–‑")) hyphens++;
            else if (word > at && !said.Joined(word - 1, " \u00A0")) return null;
            if (length + each.Length > prefix + 11 || each.ContainsAnyExcept(symbols) && word > at) return null;
            foreach (var sign in each) all[length++] = Reading.Digit(sign) is >= 0 and var digit ? (char)('0' + digit) : char.ToLowerInvariant(sign);
            if (length == prefix + 11)
            {
                var code = all[prefix..length];
                return hyphens == 2 && code.ContainsAnyInRange('0', '9') || Digits(code) >= 2 && IsChecked(code) ? word : null;
            }
            if (length != prefix && length != prefix + 5) return null;
        }
        return null;
    }

    // As it stands in the message: three alike letters are one that was held in a word, but not in a code.
    static ReadOnlySpan<char> Written(Utterance said, int word)
    {
        if (word >= said.WordList.Count) return default;
        var (start, length) = said.Stretch(word, word);
        return said.Text.AsSpan(start, length);
    }

    static int Digits(ReadOnlySpan<char> word)
    {
        var digits = 0;
        foreach (var sign in word) digits += char.IsAsciiDigit(sign) ? 1 : 0;
        return digits;
    }

    // As the kernel's references: a weighted sum in the field of 32 elements.
    static bool IsChecked(ReadOnlySpan<char> code)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var sum = 0;
        for (var at = 0; at < code.Length; at++)
        {
            var value = alphabet.IndexOf(code[at] switch { 'i' or 'l' => '1', 'o' => '0', var other => other });
            if (value < 0) return false;
            if (at == code.Length - 1) return sum == value;
            sum ^= value;
            sum = (sum << 1 ^ (sum >> 4) * 0b100101) & 31;
        }
        return false;
    }

    // Words with hyphens or slashes between them.
    static bool IsParted(Utterance said, int first, int last)
    {
        var (digits, letters, words) = (0, 0, 0);
        for (var at = first; at <= last; at++)
        {
            var word = said.At(at);
            if (!word.ContainsAnyInRange('0', '9'))
            {
                // Words with a hyphen that are words: rendez-vous, avant-hier.
                if (word.Length > 5) return false;
                letters++;
            }
            else
            {
                if (word.Length > 10) return false;
                digits += Digits(word);
                words++;
            }
        }
        // 8h30-16h30, 10:00-12:00
        if (words == 0 || last - first > 3 || last == first + 1 && Times.IsSpan(said, first)) return false;
        var told = IsTold(said, first, out _);
        // The plate of a car: 24871-A-6.
        if (last == first + 2 && said.At(first).Length is 4 or 5 && said.At(first + 1).Length == 1 && letters == 1 && said.At(last).Length < 3) return false;
        if (letters > 0) return digits >= (told ? 2 : 3) && !IsArticle(said.At(first)) || digits >= 5;
        if (Dates.IsNumeric(said, first) || IsYears(said, first, last) || units.Has(said.At(last + 1))) return false;
        return digits >= 6 || digits >= 4 && (told || digits >= 5);
    }

    static bool IsArticle(ReadOnlySpan<char> word) => word is "le" or "du" or "au" or "covid" or "pm" or "t" or "bw" or "h" or "l" or "d";

    static bool IsYears(Utterance said, int first, int last) => last == first + 1 && said.Number(first) is >= 1950 and <= 2050 && said.Number(last) is >= 1950 and <= 2050;

    static bool IsBare(Utterance said, int at)
    {
        var word = said.At(at);
        var shift = 0;
        // A few letters before the digits: TKT5521; the sign of a number: n°30915 has been parted.
        if (word.Length is < 3 or > 14) return false;
        var digits = Digits(word);
        if (digits < 3 || word.Length - digits > 4) return false;
        if (digits < word.Length)
        {
            while (shift < word.Length && char.IsAsciiLetterLower(word[shift])) shift++;
            var tail = word[shift..];
            return shift is >= 2 and <= 4 && !tail.ContainsAnyExceptInRange('0', '9') && digits >= 4 && (digits > 6 || shift > 2 || IsTold(said, at, out _));
        }
        if (said.WordList.Count == 1) return digits >= 4;
        if (units.Has(said.At(at + 1)) || Phonelike(word)) return false;
        if (!IsTold(said, at, out var strong)) return false;
        if (digits == 4 && Reading.Number(word) is >= 1990 and <= 2035 && !numbers.Has(said.At(at - 1))) return false;
        return digits >= (strong ? 3 : 4);
    }

    static bool Phonelike(ReadOnlySpan<char> word) => word.Length is 9 or 10 && word is ['0', >= '5' and <= '8', ..];

    // Two words of a file before it, or the word "number" that is of nothing else.
    static bool IsTold(Utterance said, int at, out bool strong)
    {
        var (number, back) = (false, at - 1);
        for (var steps = 0; steps < 4 && back >= 0; steps++, back--)
        {
            var word = said.At(back);
            if (numbers.Has(word)) number = true;
            else if (files.Has(word) || word is [_, _, _, ..] && (files.Has(word[1..]) || word[0] == 'l' && files.Has(word[1..])))
            {
                strong = true;
                return true;
            }
            else if (others.Has(word))
            {
                strong = false;
                return false;
            }
            else if (!between.Has(word) && !(number && steps > 0)) break;
        }
        strong = false;
        return number;
    }

    // "م ص/2026/052": letters of the prefix with a blank between them.
    static int Widened(Utterance said, int first, int last) =>
        last > first && said.At(first) is [>= 'ا' and <= 'ي'] && said.At(first - 1) is [>= 'ا' and <= 'ي'] && said.Joined(first - 1, " ") ? first - 1 : first;
}
