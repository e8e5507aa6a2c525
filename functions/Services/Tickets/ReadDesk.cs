using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>Whose desk this is: who has signed in, for which operator, and what their acts offer: colleagues, operators, templates of answers.</summary>
public static class ReadDesk
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/desk", async (HttpContext context, TicketDesk desk) =>
            TypedResults.Ok(await Run(context.Caller(), context.Language(), desk, context.RequestAborted)))
        .OnHttp("TicketReadDesk").AllowedTo(Roles.Agent, Roles.Manager, Roles.Auditor);

    /// <exception cref="Refusal"><c>TIC-012</c>: an agent whom the référentiel does not know.</exception>
    public static async Task<Told> Run(Caller caller, Language language, TicketDesk desk, CancellationToken stop)
    {
        var its = await desk.OperatorOf(caller, stop);
        var agents = await desk.Referentiels.Agents(stop);
        var name = agents.FirstOrDefault(agent => agent.Id == caller.Id)?.Name
            ?? (await desk.Referentiels.Staff(stop)).FirstOrDefault(one => one.Id == caller.Id)?.Name;
        return new(caller.Id, [.. caller.Roles.Order(StringComparer.Ordinal)], caller.Name ?? name?.In(language),
            its is null ? null : await Named.Operator(its, language, desk, stop),
            [.. (await desk.Referentiels.Operators(stop)).Select(one => new Named(one.Id, one.Name.In(language)))],
            [.. agents.Where(agent => its is null || agent.Operator == its).Select(agent => new Colleague(agent.Id, agent.Name.In(language), agent.Operator))],
            [.. (await desk.Referentiels.AnswerTemplates(stop)).Select(one => new Template(one.Id, one.Name.In(language), one.Text))]);
    }

    /// <param name="Operator">The agent's; absent for those who see every operator's tickets.</param>
    /// <param name="Operators">All of them: a ticket may be transferred to any.</param>
    /// <param name="Agents">The operator's, or everybody's.</param>
    public sealed record Told(
        string Id, IReadOnlyList<string> Roles, string? Name, Named? Operator, IReadOnlyList<Named> Operators, IReadOnlyList<Colleague> Agents,
        IReadOnlyList<Template> Templates);

    /// <param name="Operator">Id of the operator for which they work.</param>
    public sealed record Colleague(string Id, string Name, string Operator);

    /// <param name="Text">In both languages, for the answer is in the reporter's.</param>
    public sealed record Template(string Id, string Name, Bilingual Text);
}
