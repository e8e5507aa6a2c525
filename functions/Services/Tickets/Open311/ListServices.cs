using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>What may be reported: GeoReport's list of services, in the caller's language.</summary>
public static class ListServices
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Open311Functions.Root + "/services.{format}", async (string format, HttpContext context, Catalogue catalogue) =>
        {
            var (answers, language) = (context.Enter(format), context.Language());
            return GeoReportAnswer.List(answers, "services", "service", await catalogue.All(context.RequestAborted), (writer, service) =>
            {
                writer.Text("service_code", service.Id);
                writer.Text("service_name", service.Name.In(language));
                writer.Text("description", service.Description.In(language));
                writer.Truth("metadata", service.Attributes.Count > 0);
                // The request has its number when it is answered.
                writer.Text("type", "realtime");
                writer.Text("keywords", string.Join(", ", service.Keywords));
                writer.Text("group", ServiceGroups.Names[service.Group].In(language));
            });
        })
        .Reads("Open311Services");
}
