using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Common.Referentiels;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>The specimens of the city's bureaus, as the acts of this counter find and erase them.</summary>
public sealed class SpecimenBook(
    CaseStore cases, SpecimenKind kind, Lists lists, CaseBlobs blobs, ReferentielStore referentiels, SpecimenOptions options, TimeProvider clock)
{
    const int PageSize = 50;

    internal CaseStore Cases => cases;

    internal SpecimenKind Kind => kind;

    internal CaseBlobs Blobs => blobs;

    internal SpecimenOptions Options => options;

    internal DateOnly Today => CityTime.Day(clock.GetUtcNow());

    /// <summary>The specimen that an applicant's signature may be compared with on that day, at the bureau of their request; null where there is none.</summary>
    public async Task<Case<SpecimenCase>?> Valid(Case<LegalisationCase> its, DateOnly day, CancellationToken stop) =>
        its.Personal[Fields.Cin] is { } cin ? (await Of(its.State.Bureau, cin, stop)).FirstOrDefault(one => one.State.Holds(day)) : null;

    /// <summary>A person's enrolled specimens at a bureau, the one that ends last first. Each is read itself: a list may be late.</summary>
    internal async Task<IReadOnlyList<Case<SpecimenCase>>> Of(string bureau, string cin, CancellationToken stop)
    {
        var page = await lists.Page(kind.OfPerson(cin, bureau), PageSize, null, stop);
        var found = await Task.WhenAll(page.Items.Reverse().Select(item => cases.Find(kind, item.Reference, stop)));
        return [.. found.OfType<Case<SpecimenCase>>().Where(one => one.State.Status == SpecimenStatus.Enrolled && one.State.Bureau == bureau)];
    }

    /// <summary>A specimen, for an officer of its bureau; managers see every bureau's.</summary>
    /// <exception cref="Refusal"><c>LEG-021</c>: there is none, or it is another bureau's.</exception>
    internal async Task<Case<SpecimenCase>> For(string reference, Caller caller, CancellationToken stop)
    {
        var found = Reference.Read(reference) is { } its ? await cases.Find(kind, its, stop) : null;
        if (found is null || found.State.Status == SpecimenStatus.Erased) throw LegalisationRefusals.UnknownSpecimen();
        return caller.Is(Roles.Manager) || await BureauOf(caller, stop) == found.State.Bureau ? found : throw LegalisationRefusals.UnknownSpecimen();
    }

    /// <summary>The bureau of an officer, as the référentiel knows it.</summary>
    internal async Task<string> BureauOf(Caller caller, CancellationToken stop) =>
        (await referentiels.Officer(caller.Id, stop))?.Bureau ?? throw LegalisationRefusals.OtherBureau();

    /// <summary>The references of what a reference names or a card's number finds.</summary>
    internal async Task<IReadOnlyCollection<string>> Find(string? whom, CancellationToken stop)
    {
        var references = new SortedSet<string>(StringComparer.Ordinal);
        if (Reference.Read(whom ?? "") is { } one && one.StartsWith(kind.Prefix + "-", StringComparison.Ordinal)) references.Add(one);
        else if (PersonalNumbers.Cin(whom) is { } cin)
        {
            await foreach (var item in lists.All(kind.OfPerson(cin), PageSize, stop)) references.Add(item.Reference);
        }
        return references;
    }

    /// <param name="note">Names nobody of these.</param>
    internal async Task<IReadOnlyCollection<string>> Erase(
        IReadOnlyCollection<string> references, ErasureReason reason, string? note, Actor by, string function, CancellationToken stop)
    {
        foreach (var reference in references) await cases.Change(kind, reference, by, function, its => its.State.Erase(reason, note), stop);
        return references;
    }
}

/// <summary>How long a specimen holds.</summary>
/// <param name="Years">From the day of its enrolment (<c>Casa__Specimens__Years</c>).</param>
public sealed record SpecimenOptions(int Years)
{
    public static SpecimenOptions From(IConfiguration configuration) => new(configuration.GetValue("Casa:Specimens:Years", 5));
}

/// <summary>What is told of a specimen, to officers of its bureau.</summary>
/// <param name="Valid">Whether signatures may be compared with it today.</param>
/// <param name="Picture">Path of the picture.</param>
public sealed record SpecimenReceipt(
    string Reference, string Bureau, SpecimenStatus Status, bool Valid, DateOnly? From, DateOnly? Until, string? Name, string? Cin, string? Picture)
{
    internal static SpecimenReceipt Of(Case<SpecimenCase> its, DateOnly today) => new(
        its.Reference, its.State.Bureau, its.State.Status, its.State.Holds(today), its.State.Picture?.From, its.State.Picture?.Until,
        its.Personal[SpecimenEvent.Fields.Name], its.Personal[SpecimenEvent.Fields.Cin],
        its.State.Picture is null ? null : $"/api/specimens/{its.Reference}/picture");
}
