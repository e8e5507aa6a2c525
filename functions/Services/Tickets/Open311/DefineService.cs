using CasaServerless.Hosting;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>What else a service asks: GeoReport's definition of it, in the caller's language.</summary>
public static class DefineService
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Open311Functions.Root + "/services/{code}.{format}", async (string code, string format, HttpContext context, Catalogue catalogue) =>
        {
            var (answers, language) = (context.Enter(format), context.Language());
            var service = await catalogue.Find(code, context.RequestAborted) ?? throw Open311Refusals.UnknownService();
            return GeoReportAnswer.Record(answers, "service_definition", writer =>
            {
                writer.Text("service_code", service.Id);
                writer.BeginList("attributes");
                foreach (var question in service.Attributes.OrderBy(one => one.Order))
                {
                    writer.BeginItem("attribute");
                    writer.Truth("variable", question.Variable);
                    writer.Text("code", question.Code);
                    writer.Text("datatype", question.Datatype);
                    writer.Truth("required", question.Required);
                    writer.Text("datatype_description", question.Help?.In(language));
                    writer.Number("order", question.Order);
                    writer.Text("description", question.Description.In(language));
                    if (question.Values.Count > 0)
                    {
                        writer.BeginList("values");
                        foreach (var choice in question.Values)
                        {
                            writer.BeginItem("value");
                            writer.Text("key", choice.Key);
                            writer.Text("name", choice.Name.In(language));
                            writer.EndItem();
                        }
                        writer.EndList();
                    }
                    writer.EndItem();
                }
                writer.EndList();
            });
        })
        .Reads("Open311ServiceDefinition");
}
