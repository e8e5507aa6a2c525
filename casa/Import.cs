using System.CommandLine;
using CasaServerless.Services.Tickets.Where;
using Microsoft.Extensions.DependencyInjection;

namespace Casa;

/// <summary><c>import boundaries FILE</c>: the arrondissements' areas, as the next version; those before it stay.</summary>
static class Import
{
    public static Command Verb()
    {
        var what = new Argument<string>("boundaries") { HelpName = "boundaries", Description = "boundaries" };
        what.AcceptOnlyFromAmong("boundaries");
        var path = new Argument<string>("FILE") { HelpName = "FILE", Description = "GeoJSON in WGS84 degrees, every arrondissement once" };
        var attribution = new Option<string?>("--attribution") { HelpName = "TEXT", Description = "whom every map must name, where the file does not say" };
        var port = LocalCity.StoragePort();
        var verb = new Command("import", "imports the arrondissements' boundaries from a GeoJSON file") { what, path, attribution, port };
        verb.SetAction(async (said, stop) =>
        {
            var file = said.GetValue(path)!;
            if (!File.Exists(file)) throw new Failure($"There is no file {file}.");
            await using var city = LocalCity.Open(said.GetValue(port));
            try
            {
                var imported = await city.Services.GetRequiredService<Boundaries>().Import(await File.ReadAllBytesAsync(file, stop), said.GetValue(attribution), stop);
                said.InvocationConfiguration.Output.WriteLine(Told(imported));
                return 0;
            }
            catch (InvalidDataException wrong)
            {
                throw new Failure($"{file} is not imported. {wrong.Message}");
            }
        });
        return verb;
    }

    static string Told(BoundaryVersion its) => $"Version {its.Version}: {its.Areas} arrondissements"
        + $"{(its.Mechouar ? ", and the Méchouar apart" : "; the Méchouar is not shown")}. "
        + $"Every map that shows them must say: {its.Attribution}{(its.Licence is { } licence ? $" ({licence})" : "")}. Running cities see it within a minute.";
}
