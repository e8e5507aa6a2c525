using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Sealing;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// What the legalisation of a signature says: whose signature, how the person was known (dahir of 25 July 1915, articles 3 to 5), and that the
/// content is nobody's affair here.
/// </summary>
static class SignatureWording
{
    public static Bilingual Title { get; } = new("Légalisation de signature", "تصحيح الإمضاء");

    public static Bilingual Mention { get; } = new("Vu pour légalisation de la seule signature", "اطلع على صحة التوقيع دون المضمون");

    /// <param name="numbers">The register's: the signatory's, then the witnesses'.</param>
    public static IEnumerable<AttestationLine> Facts(Presented presented, Personal personal, int year, IReadOnlyList<int> numbers)
    {
        yield return new(new("Signature de", "إمضاء"), personal[Fields.Name] ?? "–");
        yield return new(new("CNIE", "البطاقة الوطنية"), personal[Fields.Cin] ?? "–");
        if (presented.Specimen is { } specimen) yield return new(new("Spécimen déposé", "نموذج الإمضاء المودع"), specimen);
        if (numbers.Count < 3) yield break;
        yield return Witness(new("Premier témoin", "الشاهد الأول"), personal[Fields.Witness1Name], personal[Fields.Witness1Cin], numbers[1]);
        yield return Witness(new("Second témoin", "الشاهد الثاني"), personal[Fields.Witness2Name], personal[Fields.Witness2Cin], numbers[2]);

        AttestationLine Witness(Bilingual label, string? name, string? cin, int number)
        {
            var written = RegisterEntry.Written(year, number);
            return new(label, new Bilingual($"{name}, CNIE {cin}, signature légalisée sous le n° {written}",
                $"{name}، البطاقة الوطنية {cin}، إمضاء مصحح تحت رقم {written}"));
        }
    }

    public static IReadOnlyList<Bilingual> Notes(Presented presented) =>
    [
        presented.Identity switch
        {
            IdentityProof.KnownSignature => new(
                "L’officier soussigné atteste que la signature apposée sur ce document est conforme au spécimen que la personne nommée ci-dessus a déposé à ce bureau, sans qu’elle ait eu à comparaître (dahir du 25 juillet 1915, article 3).",
                "يشهد الضابط الموقع أدناه أن الإمضاء الموضوع على هذه الوثيقة مطابق للنموذج الذي أودعه الشخص المذكور أعلاه بهذا المكتب، دون حاجة إلى حضوره (ظهير 25 يوليوز 1915، الفصل 3)."),
            IdentityProof.Witnesses => new(
                "L’officier soussigné atteste que deux témoins majeurs, dont l’identité a été établie et dont les signatures ont été légalisées sous les numéros ci-dessus, ont affirmé devant lui la vérité de la signature de la personne nommée, absente (dahir du 25 juillet 1915, article 4).",
                "يشهد الضابط الموقع أدناه أن شاهدين راشدين، تم التحقق من هويتهما وصححت إمضاءاتهما تحت الرقمين المذكورين أعلاه، أكدا أمامه صحة إمضاء الشخص المذكور المتغيب (ظهير 25 يوليوز 1915، الفصل 4)."),
            _ => new(
                "L’officier soussigné atteste que la personne nommée ci-dessus a comparu devant lui, a justifié de son identité par sa carte nationale d’identité électronique et a signé en sa présence (dahir du 25 juillet 1915, articles 3 et 5).",
                "يشهد الضابط الموقع أدناه أن الشخص المذكور أعلاه حضر أمامه وأثبت هويته ببطاقته الوطنية للتعريف الإلكترونية ووقع بمحضره (ظهير 25 يوليوز 1915، الفصلان 3 و5)."),
        },
        new("Seule la signature est attestée. L’officier ne certifie ni le contenu du document, ni son exactitude, ni sa légalité.",
            "تقتصر الشهادة على الإمضاء وحده. ولا يشهد الضابط بمضمون الوثيقة ولا بصحته ولا بقانونيته."),
    ];
}
