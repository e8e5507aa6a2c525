using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>What to bring to a bureau for a formality, and what to know before going there, in both languages.</summary>
public static class ViewGuidance
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/guidance", async (string bureau, string? kind, AppointmentDesk desk, CancellationToken stop) =>
            TypedResults.Ok(await Run(bureau, kind, desk, stop)))
        .OnHttp("LegalisationGuidance").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<Answer> Run(string bureau, string? kind, AppointmentDesk desk, CancellationToken stop)
    {
        var paper = KebabText.Read<PaperKind>(kind) ?? throw AppointmentRefusals.NoSuchKind();
        var referentiels = desk.Counter.Referentiels;
        var found = await referentiels.Bureau(bureau, stop) ?? throw AppointmentRefusals.UnknownBureau();
        var today = CityTime.Day(desk.Clock.GetUtcNow());
        var texts = (await referentiels.Guidance(stop)).Where(text => text.Holds(kind!, bureau, today)).ToList();
        var fee = (await referentiels.Tariffs(stop)).FirstOrDefault(tariff => tariff.Holds(kind!, today));
        return new(bureau, paper, found.Services.Contains(kind!), found.Name, found.Address,
            [.. texts.SelectMany(text => text.Bring)], [.. texts.SelectMany(text => text.Know)],
            fee is null ? null : new(fee.Amount, fee.Currency, fee.Basis), [.. texts.Select(text => text.Basis).Distinct()]);
    }

    /// <param name="Offered">Whether this bureau handles the formality.</param>
    /// <param name="Bring">What to have with one.</param>
    /// <param name="Know">What to know before going there.</param>
    /// <param name="Fee">For one copy or signature.</param>
    /// <param name="Basis">The texts that it rests on.</param>
    public sealed record Answer(
        string Bureau, PaperKind Kind, bool Offered, Bilingual Name, Bilingual Address, IReadOnlyList<Bilingual> Bring,
        IReadOnlyList<Bilingual> Know, Fee? Fee, IReadOnlyList<Bilingual> Basis);

    /// <param name="Amount">In <paramref name="Currency"/> (ISO 4217).</param>
    public sealed record Fee(decimal Amount, string Currency, Bilingual Basis);
}
