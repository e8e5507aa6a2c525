namespace CasaServerless.Bot.Language.Entities;

/// <summary>The months, in French, in Arabic as Morocco names them and as the east does, in Latin letters.</summary>
static class Months
{
    static readonly WordTable table = new("""
        1 janvier janv jan يناير ينّاير yanayer
        2 février fevrier fev fév فبراير شباط febrayer fvrier
        3 mars mar marss مارس
        4 avril avr أبريل ابريل نيسان abril avrile
        5 mai ماي مايو may
        6 juin يونيو يونيه جوان yonyo juin
        7 juillet juil يوليوز يوليو yolyouz youlyouz juilet
        8 août aout غشت أغسطس ghoucht ghocht ghucht ghouchet
        9 septembre sept شتنبر سبتمبر chtanbir chotanbir shtanbir chutanbir
        10 octobre oct أكتوبر اكتوبر oktobr oktober octobr
        11 novembre nov نونبر نوفمبر nouwanbir nuwanbir nonbir
        12 décembre dec déc دجنبر ديسمبر dojanbir doujanbir dujanbir
        """);

    /// <summary>The month that a folded word names.</summary>
    public static int? Of(ReadOnlySpan<char> word) => table.Of(word);
}
