using System.Text.Json.Serialization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets;

/// <summary>Anyone looks for what to report a problem under, in their own words; and reads what else will be asked.</summary>
public static class BrowseCatalogue
{
    // What a person types is looked for at every pause.
    const int CallsAMinute = 240;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/services", async (string? q, HttpContext context, Catalogue catalogue) =>
                TypedResults.Ok(new ServiceList(await List(q, context.Language(), catalogue, context.RequestAborted))))
            .OnHttp("Services").OpenToAnyone().Limited("catalogue", calls: CallsAMinute);
        routes.MapGet("/api/services/{code}", async (string code, HttpContext context, Catalogue catalogue) =>
                TypedResults.Ok(ServiceTold.Of(await catalogue.Find(code, context.RequestAborted) ?? throw WhereRefusals.NoSuchService(), context.Language(), asks: true)))
            .OnHttp("Service").OpenToAnyone().Limited("catalogue", calls: CallsAMinute);
    }

    public static async Task<IReadOnlyList<ServiceTold>> List(string? text, Language language, Catalogue catalogue, CancellationToken stop) =>
        [.. (string.IsNullOrWhiteSpace(text) ? await catalogue.All(stop) : await catalogue.Search(text, stop))
            .Select(service => ServiceTold.Of(service, language, asks: false))];

    /// <summary>The whole catalogue by family; with <c>?q=</c>, what fits, the best first.</summary>
    public sealed record ServiceList(IReadOnlyList<ServiceTold> Items);

    /// <summary>A service in the caller's language.</summary>
    /// <param name="Code">Open311's service code.</param>
    /// <param name="Asks">Whether there are further questions.</param>
    /// <param name="Attributes">These questions, in their order; absent in lists.</param>
    public sealed record ServiceTold(
        string Code, string Name, string Description, CodeName Family, CodeName Group, bool DangerToLife, int AnswerHours, bool Demonstration, bool Asks,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Question>? Attributes)
    {
        internal static ServiceTold Of(CityService its, Language language, bool asks) => new(
            its.Id, its.Name.In(language), its.Description.In(language), new(its.Family, ServiceFamilies.Names[its.Family].In(language)),
            new(its.Group, ServiceGroups.Names[its.Group].In(language)), its.DangerToLife, its.AnswerHours, its.Demonstration, its.Attributes.Count > 0,
            asks ? [.. its.Attributes.OrderBy(one => one.Order).Select(one => Question.Of(one, language))] : null);
    }

    /// <summary>Something by its code, and by its name in the caller's language.</summary>
    public sealed record CodeName(string Code, string Name);

    /// <summary>A question in the caller's language.</summary>
    /// <param name="Datatype">One of <see cref="ServiceAttribute.Datatypes"/>.</param>
    /// <param name="Variable">Whether it is asked; false for a remark that is shown.</param>
    public sealed record Question(
        string Code, string Datatype, bool Required, bool Variable, string Description,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Help, IReadOnlyList<Choice> Values, int Order)
    {
        internal static Question Of(ServiceAttribute its, Language language) => new(
            its.Code, its.Datatype, its.Required, its.Variable, its.Description.In(language), its.Help?.In(language),
            [.. its.Values.Select(value => new Choice(value.Key, value.Name.In(language)))], its.Order);
    }

    /// <summary>One answer to choose.</summary>
    public sealed record Choice(string Key, string Name);
}
