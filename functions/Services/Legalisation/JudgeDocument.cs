using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>The queue function behind <see cref="ReceiveDocument"/>: judges an upload by its content, so that nothing reaches an officer unjudged.</summary>
static class JudgeDocument
{
    const string Function = "LegalisationJudgeDocument";

    public static async Task Run(EffectRun<LegalisationCase> run)
    {
        var (state, stop) = (run.Case.State, run.Stop);
        var counter = run.Services.GetRequiredService<LegalisationCounter>();
        // Judged by another run, or replaced by a later upload whose own effect judges it.
        if (state.Upload is not { } upload || !state.AwaitsJudgement(upload.Sha256))
        {
            // A run that died may have written after the erasure had deleted all.
            if (run.Case.Erased is not null) await counter.Blobs.Delete(run.Case.Reference, null, stop);
            return;
        }
        var verdict = await counter.Blobs.Read(run.Case.Reference, Folders.Uploads, upload.Sha256, stop) is { } bytes
            ? await DocumentWork.Run(() => Task.FromResult(run.Services.GetRequiredService<DocumentJudge>().Judge(bytes.ToMemory())), stop)
            : new DocumentVerdict.Refused(DocumentFault.Empty, "the upload is gone");
        // Whole now, or given up for this one.
        await counter.Blobs.Delete(run.Case.Reference, PartialFiles.Folder, stop);
        string? kept = null;
        Func<LegalisationCase, Decision<LegalisationEvent>> decide;
        if (verdict is DocumentVerdict.Accepted accepted)
        {
            var sha256 = kept = await counter.Blobs.Save(run.Case.Reference, Folders.Judged, accepted.Pdf, "application/pdf", stop);
            decide = its => its.Accept(new(upload.Sha256, sha256, accepted.Pages, accepted.Signed));
        }
        else
        {
            var fault = ((DocumentVerdict.Refused)verdict).Fault.Code();
            decide = its => its.RefuseDocument(new(upload.Sha256, fault));
        }
        var after = await counter.Cases.Change(counter.Kind, run.Case.Reference, Actor.City, Function, its => decide(its.State), stop);
        // Closed, replaced or erased while it was judged: what was written a moment ago is nobody's.
        var ours = after is { Erased: null, State.Purged: false } && after.State.Judged?.Sha256 == kept;
        if (kept is not null && !ours) await counter.Blobs.Drop(run.Case.Reference, Folders.Judged, kept, stop);
    }
}
