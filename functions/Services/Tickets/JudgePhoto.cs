using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>The queue function behind <see cref="SendPhoto"/>: judges photos by their content and draws each anew, so that place, time and owner of the camera go.</summary>
static class JudgePhoto
{
    const string Function = "TicketJudgePhoto";

    public static async Task Run(EffectRun<TicketCase> run)
    {
        var (its, stop) = (run.Case, run.Stop);
        var desk = run.Services.GetRequiredService<TicketDesk>();
        if (its.Erased is not null)
        {
            // A run that died may have written after the erasure had deleted all.
            await desk.Blobs.Delete(its.Reference, null, stop);
            return;
        }
        var received = ((PhotoReceived)(await desk.Cases.EventOf(desk.Kind, run.Key, stop)).Event).Sha256;
        if (its.State.AwaitsJudgement(received))
        {
            var judge = run.Services.GetRequiredService<PhotoJudge>();
            var outcome = await desk.Blobs.Read(its.Reference, PhotoFolders.Uploads, received, stop) is { } bytes
                ? await DocumentWork.Run(() => Task.FromResult(judge.Judge(bytes.ToMemory())), stop) : new(null, DocumentFault.Empty);
            var kept = outcome.Jpeg is { } jpeg ? await desk.Blobs.Save(its.Reference, PhotoFolders.Photos, jpeg, "image/jpeg", stop) : null;
            TicketEvent judged = kept is null ? new PhotoRefused(received, outcome.Fault!.Value.Code()) : new PhotoAccepted(received, kept);
            var after = await desk.Cases.Change(desk.Kind, its.Reference, Actor.City, Function,
                now => now.Erased is null && now.State.AwaitsJudgement(received) ? judged : Decision<TicketEvent>.Nothing, stop);
            if (kept is not null && after.State.Photos.All(photo => photo.Sha256 != kept)) await desk.Blobs.Drop(its.Reference, PhotoFolders.Photos, kept, stop);
        }
        await desk.Blobs.Drop(its.Reference, PhotoFolders.Uploads, received, stop);
    }
}
