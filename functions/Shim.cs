namespace CasaServerless.Services.Legalisation;

static class JudgeDocument
{
    public static async Task Run(CasaServerless.Kernel.Cases.EffectRun<LegalisationCase> run)
    {
        var c = run.Services.GetRequiredService<LegalisationCounter>();
        var u = run.Case.State.Upload!;
        var b = await c.Blobs.Read(run.Case.Reference, Folders.Uploads, u.Sha256, run.Stop);
        var h = await c.Blobs.Save(run.Case.Reference, Folders.Judged, b!.ToMemory(), "application/pdf", run.Stop);
        await c.Cases.Change(c.Kind, run.Case.Reference, CasaServerless.Kernel.Identity.Actor.City, "x", i => i.State.Accept(new(u.Sha256, h, 1, false)), run.Stop);
    }
}

static class DocumentFaults
{
    public static CasaServerless.Kernel.Bilingual Sentence(string f) => new(f, f);
}
