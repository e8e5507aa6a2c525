using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;
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
            if (state.Sealed is { } paper) await Tidy(counter, run.Case.Reference, paper.Sha256, stop);
            return;
        }
        var certification = state.Certification!;
        var book = RegisterEntry.Book(certification.Bureau, certification.Year);
        var entry = new RegisterEntry(run.Case.Reference, state.Kind, certification.Day, certification.Officer, certification.Delegation);
        if (await counter.Register.Take(book, certification.Certification, entry.ToJson(), stop) is not { } number)
        {
            await Annul(run, counter, null, "given-up");
            return;
        }
        var outcome = await counter.Register.Outcome(book, number, stop);
        if (outcome is null)
        {
            var judged = await counter.Blobs.Read(run.Case.Reference, Folders.Judged, state.Judged!.Sha256, stop);
            if (judged is null)
            {
                // Without its paper it can never be sealed, so the number is annulled for all to see.
                outcome = (await counter.Register.GiveUp(book, certification.Certification, stop)).Outcome;
            }
            else
            {
                var file = await DocumentWork.Run(
                    () => run.Services.GetRequiredService<PaperSealer>().Seal(run.Case, number, judged, stop), stop);
                var sha256 = await counter.Blobs.Save(run.Case.Reference, Folders.Sealed, file.Pdf, "application/pdf", stop);
                outcome = await counter.Register.Record(book, number, RegisterOutcome.Sealed(sha256), stop);
            }
        }
        if (outcome.Fate == RegisterFate.Annulled)
        {
            await Annul(run, counter, number, "paper-missing");
            return;
        }
        await counter.Cases.Change(counter.Kind, run.Case.Reference, Actor.City, Function, its => its.State.Finish(
            certification.Certification, new Certified(certification.Certification, number, outcome.Sha256!), run.Key), stop);
        await Tidy(counter, run.Case.Reference, outcome.Sha256!, stop);
    }

    // A run that died after sealing left a file that the register does not know.
    static Task Tidy(LegalisationCounter counter, string reference, string sha256, CancellationToken stop) =>
        counter.Blobs.Delete(reference, Folders.Sealed, stop, keep: sha256);

    static async Task Annul(EffectRun<LegalisationCase> run, LegalisationCounter counter, int? number, string reason)
    {
        var certification = run.Case.State.Certification!.Certification;
        await counter.Cases.Change(counter.Kind, run.Case.Reference, Actor.City, Function, its => its.State.Finish(
            certification, new CertificationAnnulled(certification, number, reason), run.Key), run.Stop);
    }
}
