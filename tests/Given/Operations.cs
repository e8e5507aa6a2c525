using Casa;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Given;

/// <summary>What people and queues do at the legalisation counter, one act at a time.</summary>
sealed class Operations : ICountedActs
{
    static int person = 100_000;
    readonly Caller officer = new("maarif-1-officer-1", new HashSet<string> { Roles.Officer });
    readonly CountedCity city;

    Operations(CountedCity city)
    {
        this.city = city;
        Counter = city.Services.GetRequiredService<LegalisationCounter>();
    }

    public LegalisationCounter Counter { get; }

    public CityStorage Storage => city.Storage;

    /// <summary>Every act by its name. What comes before it is done first, and answers the act itself, to be done once.</summary>
    public IEnumerable<(string Name, Func<Task<Func<Task>>> Prepare)> All()
    {
        yield return ("submit", () => Task.FromResult<Func<Task>>(Submitted));
        yield return ("view", CountedCity.After(Submitted, its => View.Run(its.Reference, its.AccessCode, null, Language.French, Counter, default)));
        yield return ("upload", CountedCity.After(Submitted, Upload));
        yield return ("judge", async () => await Effect(await Uploaded(), "judge"));
        yield return ("bureau queue", () => Task.FromResult<Func<Task>>(
            () => BureauQueue.Run("maarif-1", "submitted", null, officer, Counter, default)));
        yield return ("present", CountedCity.After(Judged, Present));
        yield return ("certify", CountedCity.After(Presented, Certify));
        yield return ("seal", async () => await Effect(await Certifying(), "seal"));
        yield return ("verify by code", CountedCity.After(Certified, its => Verify.Run(its.Certification!.VerificationCode, null, Counter, default)));
        yield return ("verify by file", CountedCity.After(Certified, its => Verify.Run(null, its.Sealed!.Sha256, Counter, default)));
    }

    public static async Task<Operations> Start(string storage) => new(await CountedCity.Start(storage));

    public ValueTask DisposeAsync() => city.DisposeAsync();

    /// <summary>So many cases in the bureau's queue: a real one goes all the way to the officer, and the others are its copies.</summary>
    public async Task Fill(int cases) => await city.Copy(await Judged(), cases - 1);

    /// <summary>How many requests an act sends to this city's storage.</summary>
    public Task<int> Transactions(Func<Task> act) => city.Transactions(act);

    Task<Submit.Receipt> Submitted() => Submit.Run(new(PaperKind.CertifiedCopy, "fr", "maarif-1",
        new("Zineb Mesure", $"BK{Interlocked.Increment(ref person)}", "0661000000", null), Destination.Private, null, new("Diplôme")), null, Counter, default);

    Task Upload(Submit.Receipt its) => ReceiveDocument.Run(
        its.Upload.Url[(its.Upload.Url.LastIndexOf('/') + 1)..], new MemoryStream(SamplePage.Pdf), SamplePage.Pdf.Length, Counter, default);

    Task Present(string reference) =>
        CasaServerless.Services.Legalisation.Present.Run(reference, new(IdentityProof.Cnie, true, null), officer, Counter, default);

    Task Certify(string reference) => CasaServerless.Services.Legalisation.Certify.Run(reference, officer, Counter, default);

    async Task<string> Uploaded()
    {
        var its = await Submitted();
        await Upload(its);
        return its.Reference;
    }

    async Task<string> Judged()
    {
        var reference = await Uploaded();
        await (await Effect(reference, "judge"))();
        return reference;
    }

    async Task<string> Presented()
    {
        var reference = await Judged();
        await Present(reference);
        return reference;
    }

    async Task<string> Certifying()
    {
        var reference = await Presented();
        await Certify(reference);
        return reference;
    }

    async Task<LegalisationCase> Certified()
    {
        var reference = await Certifying();
        await (await Effect(reference, "seal"))();
        return (await Counter.Cases.Find(Counter.Kind, reference, default))!.State;
    }

    Task<Func<Task>> Effect(string reference, string name) => city.Effect(Counter.Kind, reference, name);
}
