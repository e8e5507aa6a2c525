using System.Text.Json.Serialization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;

namespace CasaServerless.Common;

/// <summary>The legalisation bureaus and the arrondissements they belong to, for anyone.</summary>
public static class Bureaus
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bureaus", async (ReferentielStore referentiels, CancellationToken stop) =>
                TypedResults.Ok(new BureauList(await referentiels.Bureaus(stop))))
            .OnHttp("Bureaus").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapGet("/api/arrondissements", async (ReferentielStore referentiels, CancellationToken stop) =>
                TypedResults.Ok(new ArrondissementList(await referentiels.Arrondissements(stop))))
            .OnHttp("Arrondissements").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapGet("/api/tariffs", async (ReferentielStore referentiels, CancellationToken stop) =>
                TypedResults.Ok(new TariffList(await referentiels.Tariffs(stop))))
            .OnHttp("Tariffs").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapGet("/api/calendar", async (ReferentielStore referentiels, CancellationToken stop) =>
                TypedResults.Ok(await referentiels.Calendar(stop)))
            .OnHttp("Calendar").OpenToAnyone().Limited("readings", calls: 120);
    }

    public sealed record BureauList(IReadOnlyList<Bureau> Items);

    public sealed record ArrondissementList(IReadOnlyList<Arrondissement> Items);

    public sealed record TariffList(IReadOnlyList<Tariff> Items);
}

/// <summary>JSON of what the counters share.</summary>
[JsonSerializable(typeof(Bureaus.BureauList))]
[JsonSerializable(typeof(Bureaus.ArrondissementList))]
[JsonSerializable(typeof(Bureaus.TariffList))]
[JsonSerializable(typeof(OfficeCalendar))]
[JsonSerializable(typeof(KeepReferentiels.Entries), TypeInfoPropertyName = "ReferentielEntries")]
[JsonSerializable(typeof(KeepReferentiels.Revocation), TypeInfoPropertyName = "DelegationRevocation")]
[JsonSerializable(typeof(DecideChanges.Page), TypeInfoPropertyName = "ReferentielChangesPage")]
[JsonSerializable(typeof(DecideChanges.Story), TypeInfoPropertyName = "ReferentielChangeStory")]
[JsonSerializable(typeof(DecideChanges.Rejection), TypeInfoPropertyName = "ReferentielRejection")]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class CommonJson : JsonSerializerContext;
