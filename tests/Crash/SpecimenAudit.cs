using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation.Specimens;

namespace CasaServerless.Tests.Crash;

/// <summary>Every specimen that an officer was promised is enrolled, once, and there is no other.</summary>
static class SpecimenAudit
{
    public static async Task Of(IReadOnlyList<Story> stories, IReadOnlyDictionary<string, Case<SpecimenCase>> found, CaseStore cases, SpecimenKind kind, Action<string> fault)
    {
        var promised = stories.Where(story => story.Specimen is not null).Select(story => story.Specimen!).ToList();
        foreach (var missing in promised.Where(reference => !found.ContainsKey(reference))) fault($"{missing}: enrolled and not there");
        foreach (var stranger in found.Keys.Except(promised)) fault($"{stranger}: a specimen that nobody was told of");
        foreach (var its in found.Values)
        {
            string[] expected = [nameof(SpecimenEvent.Opened), nameof(SpecimenEvent.Enrolled)];
            var happened = (await cases.History(kind, its.Reference, default)).Select(one => one.Event.GetType().Name).ToList();
            if (!happened.SequenceEqual(expected)) fault($"{its.Reference}: {string.Join(", ", happened)}");
            foreach (var one in await cases.FaultsOf(its.Reference, default)) fault($"{its.Reference}: {one}");
        }
    }
}
