using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Sealing;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>Words what a certified copy or a legalised signature says, and has it sealed.</summary>
public sealed class PaperSealer(
    PdfSealer sealer, SealKeyring seals, PublishingKeyring publishing, ReferentielStore referentiels, LegalisationOptions options, TimeProvider clock)
{
    /// <param name="its">The case, with its certification fixed.</param>
    /// <param name="numbers">The register's: the paper's own, then those of witnesses.</param>
    /// <param name="paper">The judged PDF.</param>
    public async Task<SealedPaper> Seal(Case<LegalisationCase> its, IReadOnlyList<int> numbers, BinaryData paper, CancellationToken stop)
    {
        var certification = its.State.Certification!;
        var bureau = await referentiels.Bureau(certification.Bureau, stop)
            ?? throw new InvalidOperationException($"Bureau {certification.Bureau} is not in the référentiel.");
        var arrondissement = (await referentiels.Arrondissements(stop)).First(one => one.Id == bureau.Arrondissement);
        var wording = Word(its, numbers, bureau, arrondissement);
        var proof = PaperProof.Of(its.State.Kind, certification, numbers[0], paper.ToMemory().Span);
        wording = wording with { VerificationProof = await proof.Behind(wording.VerificationUrl, await publishing.CurrentAsync(stop), stop) };
        return await sealer.SealAsync(paper.ToMemory(), wording, await seals.CurrentAsync(stop), CityTime.In(clock.GetUtcNow()), stop);
    }

    SealWording Word(Case<LegalisationCase> its, IReadOnlyList<int> numbers, Bureau bureau, Arrondissement arrondissement)
    {
        var (personal, certification, signature) = (its.Personal, its.State.Certification!, its.State.Kind == PaperKind.Signature);
        var code = Verify.Written(certification.VerificationCode);
        var facts = new List<AttestationLine>();
        // A title in letters that no typeface of ours has, or too long for the page, is left out: the hash names the document, and a paper must not wait for ever.
        if (personal[Fields.Title] is { } title && SealArtist.CanAttest(title)) facts.Add(new(new("Document", "الوثيقة"), title));
        if (signature) facts.AddRange(SignatureWording.Facts(its.State.Presentation!, personal, certification.Year, numbers));
        facts.Add(new(new("Délégation de signature", "تفويض الإمضاء"), certification.DelegationAct));
        return new()
        {
            Title = signature ? SignatureWording.Title : new("Attestation de conformité à l’original", "شهادة بمطابقة النسخة لأصلها"),
            Mention = signature ? SignatureWording.Mention : PaperKind.CertifiedCopy.Words(),
            Number = RegisterEntry.Written(certification.Year, numbers[0]),
            Date = certification.Day,
            Authority = arrondissement.InFull(),
            Bureau = bureau.Name,
            OfficerName = certification.OfficerName,
            OfficerFunction = certification.OfficerFunction,
            VerificationUrl = $"{options.PublicUrl}/verify/{code}",
            VerificationCode = code,
            Unofficial = bureau.Demonstration,
            Attestation = facts,
            Notes = signature ? SignatureWording.Notes(its.State.Presentation!) :
            [
                new("L’officier soussigné atteste que cette copie est conforme à l’original qui lui a été présenté. Il n’atteste ni l’exactitude ni la légalité de son contenu.",
                    "يشهد الضابط الموقع أدناه أن هذه النسخة مطابقة للأصل الذي عرض عليه، ولا يشهد بصحة مضمونه ولا بقانونيته."),
                new("Une copie certifiée conforme ne peut pas être elle-même certifiée : présentez toujours l’original.",
                    "لا يجوز الإشهاد على مطابقة نسخة لنسخة أخرى: يجب دائما الإدلاء بالأصل."),
            ],
        };
    }
}
