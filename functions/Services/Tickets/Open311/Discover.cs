using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>Open311's service discovery: where the endpoint is, what it speaks, how to get a key, and when the catalogue last changed.</summary>
public static class Discover
{
    static readonly Bilingual contact = new("Commune de Casablanca, guichet des signalements", "جماعة الدار البيضاء، شباك التبليغات");
    static readonly Bilingual keyService = new(
        "La clé api_key est remise par la commune de Casablanca après convention",
        "تسلم جماعة الدار البيضاء المفتاح api_key بعد إبرام اتفاقية");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Open311Functions.Root + "/discovery.{format}", async (string format, HttpContext context, IHostEnvironment environment, TicketDesk desk) =>
        {
            var (answers, language) = (context.Enter(format), context.Language());
            var changed = W3Time.Write(await desk.Referentiels.ChangedAt("services", context.RequestAborted) ?? DateTimeOffset.UnixEpoch);
            var city = desk.Options.PublicUrl;
            return GeoReportAnswer.Record(answers, "discovery", writer =>
            {
                writer.Text("changeset", changed);
                writer.Text("contact", $"{contact.In(language)} ({city}/tickets)");
                writer.Text("key_service", $"{keyService.In(language)} ({city}/tickets)");
                writer.BeginList("endpoints");
                writer.BeginItem("endpoint");
                writer.Text("specification", "http://wiki.open311.org/GeoReport_v2");
                writer.Text("url", city + Open311Functions.Root);
                writer.Text("changeset", changed);
                writer.Text("type", environment.IsDevelopment() ? "test" : "production");
                writer.BeginList("formats");
                writer.Item("format", "text/xml");
                writer.Item("format", "application/json");
                writer.EndList();
                writer.EndItem();
                writer.EndList();
            });
        })
        .Reads("Open311Discovery");
}
