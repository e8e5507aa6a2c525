using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// A bureau's register to take away: all of a year as CSV, written while it is read; or as signed PDFs, a volume a thousand numbers, so that no
/// file grows with the bureau. The whole chain is checked before a volume is signed.
/// </summary>
public static class ExportRegister
{
    /// <summary>Numbers of a volume.</summary>
    public const int VolumeSize = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bureaus/{bureau}/register.csv", async (
                string bureau, int? year, HttpContext context, LegalisationCounter counter, RegisterReader reader) =>
            {
                var its = await ReadRegister.Book(bureau, year, counter, context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                return TypedResults.Stream(to => RegisterCsv.Write(reader.Numbers(its.Name, stop: context.RequestAborted), its.Year, to),
                    "text/csv; charset=utf-8; header=present", $"registre-{bureau}-{its.Year}.csv");
            })
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").OnHttp("LegalisationRegisterCsv").AllowedTo(Roles.Manager, Roles.Auditor);
        routes.MapGet("/api/bureaus/{bureau}/register.pdf", async (
                string bureau, int? year, int? volume, HttpContext context, LegalisationCounter counter, PdfSealer sealer, SealKeyring seals) =>
            {
                var (file, its) = await Volume(bureau, year, volume ?? 1, counter, sealer, seals, context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                return TypedResults.Bytes(file, "application/pdf",
                    string.Create(CultureInfo.InvariantCulture, $"registre-{bureau}-{its}-{volume ?? 1}.pdf"));
            })
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").OnHttp("LegalisationRegisterPdf").AllowedTo(Roles.Manager, Roles.Auditor);
    }

    static async Task<(byte[] File, int Year)> Volume(
        string bureau, int? year, int volume, LegalisationCounter counter, PdfSealer sealer, SealKeyring seals, CancellationToken stop)
    {
        var its = await ReadRegister.Book(bureau, year, counter, stop);
        var pages = await counter.Register.Read(its.Name, stop);
        // What is signed here is believed elsewhere.
        if (pages.Faults.Count > 0) throw LegalisationRefusals.RegisterBroken();
        var volumes = Math.Max(1, (pages.Last + VolumeSize - 1) / VolumeSize);
        if (volume < 1 || volume > volumes) throw LegalisationRefusals.NoSuchVolume();
        var ends = pages.Links.Where(link => link.Outcome is not null).ToDictionary(link => link.Number, link => link.Outcome);
        List<RegisterNumber> numbers = [.. pages.Links.Where(link => link.Facts is not null && (link.Number - 1) / VolumeSize == volume - 1)
            .Select(link => new RegisterNumber(link.Number, link.At.ToString("O", CultureInfo.InvariantCulture), link.Facts!, ends.GetValueOrDefault(link.Number)))];
        var place = (await counter.Referentiels.Bureau(bureau, stop))!;
        var arrondissement = (await counter.Referentiels.Arrondissements(stop)).First(one => one.Id == place.Arrondissement);
        var (key, at) = (await seals.CurrentAsync(stop), CityTime.In(counter.Clock.GetUtcNow()));
        var drawn = new RegisterSheets
        {
            Authority = arrondissement.InFull(),
            Bureau = place.Name,
            Officers = (await counter.Referentiels.Officers(stop)).ToDictionary(officer => officer.Id, officer => officer.Name),
            Year = its.Year,
            Volume = volume,
            Volumes = volumes,
            Head = pages.Last == 0 ? null : new(its.Name, pages.Last, pages.Links.Count, pages.Hash),
            At = at,
            Unofficial = place.Demonstration || key.Chain.IsUnofficial,
        }.Draw(numbers);
        var reason = string.Create(CultureInfo.InvariantCulture, $"Extrait du registre {its.Name} – مستخرج من السجل");
        return (await sealer.SignOwnAsync(drawn, reason, key, at, stop), its.Year);
    }
}
