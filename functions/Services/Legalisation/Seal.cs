using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Kernel.Typesetting;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The queue function behind <see cref="Certify"/>: takes the number, seals the paper, writes the register's outcome, and lets the case obey
/// it. Each step finds what an earlier run did, so that it may die anywhere and run again.
/// </summary>
static class Seal
{
    const string Function = "LegalisationSeal";

    public static async Task Run(EffectRun<LegalisationCase> run)
    {
        var (state, stop) = (run.Case.State, run.Stop);
        var counter = run.Services.GetRequiredService<LegalisationCounter>();
        if (state.Status != LegalisationStatus.Certifying)
        {
            // Annulled, or finished by another run; one of them may have died before it tidied up.
            if (state.Sealed is { } paper) await Tidy(counter, run.Case, paper.Sha256, stop);
            return;
        }
        var certification = state.Certification!;
        var book = RegisterEntry.Book(certification.Bureau, certification.Year);
        var claims = RegisterEntry.Claims(run.Case.Reference, state);
        var numbers = (await counter.Register.Take(book, claims, stop)).OfType<int>().ToList();
        if (numbers is not [var number, .. var ofWitnesses])
        {
            await Annul(run, counter, null, CertificationAnnulled.GivenUp);
            return;
        }
        var outcome = await counter.Register.Outcome(book, number, stop);
        if (outcome is null)
        {
            var judged = await counter.Blobs.Read(run.Case.Reference, Folders.Judged, state.Judged!.Sha256, stop);
            var file = judged is null ? null : await DocumentWork.Run(() => Sealed(run, numbers, judged), stop);
            if (file is null)
            {
                // It can never be sealed, so the number is annulled for all to see.
                outcome = (await counter.Register.GiveUp(book, [.. claims.Select(claim => claim.Key)], stop)).Outcome;
            }
            else
            {
                var sha256 = await counter.Blobs.Save(run.Case.Reference, Folders.Sealed, file.Pdf, "application/pdf", stop);
                outcome = await counter.Register.Record(book, numbers, RegisterOutcome.Sealed(sha256, file.Attests), stop);
            }
        }
        if (outcome.Fate == RegisterFate.Annulled)
        {
            // The register does not say why, and the run that gave up may have died before it did.
            var paper = await counter.Blobs.Read(run.Case.Reference, Folders.Judged, state.Judged!.Sha256, stop);
            await Annul(run, counter, number, paper is null ? CertificationAnnulled.PaperMissing : CertificationAnnulled.CannotBeSealed);
            return;
        }
        await counter.Cases.Change(counter.Kind, run.Case.Reference, Actor.City, Function, its => its.State.Finish(
            certification.Certification,
            new Certified(certification.Certification, number, outcome.Sha256!, outcome.Attests, ofWitnesses.Count > 0 ? ofWitnesses : null), run.Key), stop);
        await Tidy(counter, run.Case, outcome.Sha256!, stop);
    }

    /// <returns>Null where the paper or its words would fail every time; what may pass is thrown, and tried again.</returns>
    static async Task<SealedPaper?> Sealed(EffectRun<LegalisationCase> run, IReadOnlyList<int> numbers, BinaryData judged)
    {
        try
        {
            return await run.Services.GetRequiredService<PaperSealer>().Seal(run.Case, numbers, judged, run.Stop);
        }
        // The last ones are a file whose parts are not of the kind that they claim to be.
        catch (Exception lasting) when (lasting is PdfDamaged or MissingGlyphException or WordingTooLong
            or InvalidCastException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    // A run that died after sealing left a file that the register does not know; and what the applicant replaced is no part of this paper.
    static Task Tidy(LegalisationCounter counter, Case<LegalisationCase> its, string sha256, CancellationToken stop) => counter.Blobs.Tidy(
        its.Reference, [(Folders.Uploads, its.State.Upload!.Sha256), (Folders.Judged, its.State.Judged!.Sha256), (Folders.Sealed, sha256)], stop);

    static async Task Annul(EffectRun<LegalisationCase> run, LegalisationCounter counter, int? number, string reason)
    {
        var certification = run.Case.State.Certification!.Certification;
        await counter.Cases.Change(counter.Kind, run.Case.Reference, Actor.City, Function, its => its.State.Finish(
            certification, new CertificationAnnulled(certification, number, reason), run.Key), run.Stop);
    }
}
