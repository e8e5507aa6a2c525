using System.Text.Json.Serialization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Common;

/// <summary>
/// How staff sign in to the city's pages: with Entra ID, which the page itself talks to. In Development there may be none, and whoever sits at
/// this machine chooses who they are; elsewhere that door is not even mapped.
/// </summary>
public static class SignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var development = routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment();
        routes.MapGet("/api/sign-in", async (EntraOptions directory, ReferentielStore referentiels, CancellationToken stop) =>
                TypedResults.Ok(await Ways(directory, development ? referentiels : null, stop)))
            .OnHttp("SignIn").OpenToAnyone().Limited("readings", calls: 120);
        if (!development) return;
        routes.MapPost("/api/sign-in", async (Choice choice, CityKeys keys, ReferentielStore referentiels, TimeProvider clock, CancellationToken stop) =>
                TypedResults.Ok(await Choose(choice, keys, referentiels, clock, stop)))
            .OnHttp("SignInLocally").OpenToAnyone().Limited("sign-ins");
    }

    static async Task<Told> Ways(EntraOptions directory, ReferentielStore? referentiels, CancellationToken stop)
    {
        var entra = directory is { TenantId: not null, Audience: not null, ClientId: not null }
            ? new Directory(directory.Authority!, directory.ClientId, $"openid offline_access {directory.Audience}/.default") : null;
        if (referentiels is null) return new(entra, null);
        var bureaus = (await referentiels.Bureaus(stop)).ToDictionary(bureau => bureau.Id, bureau => bureau.Name);
        var officers = (await referentiels.Officers(stop)).Where(officer => officer.Demonstration)
            .Select(officer => new Person(officer.Id, officer.Name, bureaus.GetValueOrDefault(officer.Bureau), null));
        var operators = (await referentiels.Operators(stop)).ToDictionary(one => one.Id, one => one.Name);
        var agents = (await referentiels.Agents(stop)).Where(agent => agent.Demonstration)
            .Select(agent => new Person(agent.Id, agent.Name, null, operators.GetValueOrDefault(agent.Operator)));
        var staff = (await referentiels.Staff(stop)).Where(one => one.Demonstration).Select(one => new Person(one.Id, one.Name, null, null));
        return new(entra, [.. officers, .. agents, .. staff]);
    }

    static async Task<Token> Choose(Choice choice, CityKeys keys, ReferentielStore referentiels, TimeProvider clock, CancellationToken stop)
    {
        // Whoever sits at this machine may be one of the demonstration's people, whose ids begin with their role.
        var colleague = (await referentiels.Staff(stop)).FirstOrDefault(one => one.Demonstration && one.Id == choice.Person)?.Id;
        var role = colleague is not null ? colleague.StartsWith(Roles.Manager, StringComparison.Ordinal) ? Roles.Manager : Roles.Auditor
            : (await referentiels.Officers(stop)).Any(officer => officer.Id == choice.Person && officer.Demonstration) ? Roles.Officer
            : (await referentiels.Agents(stop)).Any(agent => agent.Id == choice.Person && agent.Demonstration) ? Roles.Agent
            : throw HttpRefusals.NotAllowed();
        return new(StaffTokens.MakeLocal(keys, choice.Person!, role, null, clock.GetUtcNow()));
    }

    /// <param name="Entra">Absent where no directory is set.</param>
    /// <param name="People">Development only: who may be chosen.</param>
    public sealed record Told(Directory? Entra, IReadOnlyList<Person>? People);

    /// <param name="Authority">Issuer, from which everything else is discovered.</param>
    public sealed record Directory(string Authority, string ClientId, string Scope);

    /// <param name="Bureau">The name of an officer's bureau; absent for others.</param>
    /// <param name="Operator">The name of an agent's operator; absent for others.</param>
    public sealed record Person(string Id, Bilingual Name, Bilingual? Bureau, Bilingual? Operator);

    public sealed record Choice(string? Person);

    public sealed record Token(string AccessToken);
}

/// <summary>JSON of the sign-in.</summary>
[JsonSerializable(typeof(SignIn.Told))]
[JsonSerializable(typeof(SignIn.Choice))]
[JsonSerializable(typeof(SignIn.Token))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class SignInJson : JsonSerializerContext;
