using System.Globalization;

namespace CasaServerless.Kernel.Registers;

/// <summary>Where a register breaks, and how.</summary>
/// <param name="Row">The row at which it is seen; the cause may lie before it.</param>
/// <param name="Plain">For commands, in English.</param>
/// <param name="Sentence">For people.</param>
public sealed record RegisterFault(string Row, string Plain, Bilingual Sentence)
{
    public override string ToString() => $"{Row}: {Plain}";

    internal static RegisterFault OutOfPlace(RegisterRow row, int expected) => Of(row.Row,
        $"position {row.Position?.ToString(CultureInfo.InvariantCulture) ?? "missing"}, expected {expected}",
        $"n’est pas à sa place dans la chaîne : {expected} attendue", $"ليس في مكانه من السلسلة: المنتظر {expected}");

    internal static RegisterFault OtherHash(string row) => Of(row, "its hash does not follow from what it says and what stands before it",
        "l’empreinte ne découle pas de ce qui est écrit ni de ce qui précède", "البصمة لا تنتج عما هو مكتوب ولا عما قبله");

    internal static RegisterFault Unreadable(string row) => Of(row, "unreadable", "illisible", "غير مقروء");

    internal static RegisterFault NotAfter(string row, int expected) => Of(row, $"expected number {expected}",
        $"le numéro {expected} était attendu", $"كان المنتظر هو الرقم {expected}");

    internal static RegisterFault NotTaken(string row) => Of(row, "the number was not taken before", "ce numéro n’avait pas été pris", "لم يكن هذا الرقم مأخوذا");

    internal static RegisterFault BackDated(string row) => Of(row, "dated before what stands before it",
        "daté d’avant la ligne qui précède", "تاريخه أقدم من تاريخ ما قبله");

    internal static RegisterFault Stranger(string row) => Of(row, "no row of a register", "n’est pas une ligne de registre", "ليس سطرا من السجل");

    internal static RegisterFault NoHead() => Of("H", "the head is missing", "manquante", "غير موجود");

    internal static RegisterFault HeadLength(int told, int found) => Of("H", $"{told} links announced, {found} found",
        $"{told} maillons annoncés, {found} trouvés", $"يعلن {told} حلقة، والموجود {found}");

    internal static RegisterFault HeadNumber(int told, int found) => Of("H", $"last number {told} announced, {found} found",
        $"dernier numéro annoncé {told}, trouvé {found}", $"يعلن آخر رقم {told}، والموجود {found}");

    internal static RegisterFault HeadHash() => Of("H", "its hash is not that of the last link",
        "l’empreinte n’est pas celle du dernier maillon", "بصمته ليست بصمة آخر حلقة");

    internal static RegisterFault TwoNumbers(string row) => Of(row, "its act has another number already",
        "l’acte avait déjà un autre numéro", "لهذا الإجراء رقم آخر من قبل");

    internal static RegisterFault NoKey(string row) => Of(row, "no row K says whose number it is",
        "aucune ligne ne dit à quel acte il appartient", "لا سطر يبين الإجراء الذي أخذه");

    internal static RegisterFault OtherKey(string row) => Of(row, "not the number's", "ne correspond à aucun numéro", "لا يوافق أي رقم");

    internal static RegisterFault Shortened(DateOnly day, int told, int found) => Of("H",
        Invariant($"published on {day:yyyy-MM-dd} with {told} links, of which {found} are left"),
        Invariant($"publiée le {day:dd/MM/yyyy} avec {told} maillons, il en reste {found} : des lignes ont été retirées"),
        Invariant($"نُشر يوم {day:dd/MM/yyyy} وبه {told} حلقة، ولم يبق منها سوى {found}: حُذفت أسطر"));

    internal static RegisterFault Rewritten(string row, DateOnly day, int after, int until) => Of(row,
        Invariant($"not what was published on {day:yyyy-MM-dd}: something was changed between positions {after + 1} and {until}"),
        Invariant($"n’est pas ce qui a été publié le {day:dd/MM/yyyy} : une ligne a changé entre les places {after + 1} et {until}"),
        Invariant($"ليس ما نُشر يوم {day:dd/MM/yyyy}: تغيّر سطر بين المكانين {after + 1} و{until}"));

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    static RegisterFault Of(string row, string plain, string fr, string ar)
    {
        var number = row.Length > 1 ? row[1..].TrimStart('0') : "";
        var (inFrench, inArabic) = row switch
        {
            ['N', ..] => ($"Numéro {number}", $"الرقم {number}"),
            ['O', ..] => ($"Issue du numéro {number}", $"مآل الرقم {number}"),
            "H" => ("Tête du registre", "رأس السجل"),
            _ => ($"Ligne {row}", $"السطر {row}"),
        };
        return new(row, plain, new($"{inFrench} : {fr}.", $"{inArabic}: {ar}."));
    }
}
