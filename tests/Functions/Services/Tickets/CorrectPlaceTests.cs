using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>An arrondissement that was not certain is corrected, and the ticket goes where the rules then send it.</summary>
public sealed class CorrectPlaceTests(Azurite azurite)
{
    [Fact]
    public async Task A_corrected_arrondissement_brings_the_ticket_to_the_operator_of_that_place()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var resident = await Resident.Reports(city.Http, Resident.Request("depot-sauvage"));
        var (here, there) = (city.Token(Roles.Agent, "averda-agent-1"), city.Token(Roles.Agent, "arma-agent-1"));
        var before = await resident.Seen(here);
        Assert.True(before["place"]!["approximate"]!.GetValue<bool>());
        await resident.Has("place", here, Body("nulle-part"), HttpStatusCode.UnprocessableEntity);
        await resident.Has("place", here, Body("sbata"), HttpStatusCode.PreconditionFailed, seen: "\"77\"");
        // In the same prefecture nothing moves but the place.
        Assert.Equal("averda", (await resident.Has("place", here, Body("anfa")))["operator"]!.GetValue<string>());
        await resident.Has("place", here, Body("anfa"));
        var its = await resident.Seen(here);
        Assert.Equal("anfa", its["place"]!["arrondissement"]!.GetValue<string>());
        Assert.Null(its["place"]!["approximate"]);
        Assert.Equal(before["answerBy"]!.GetValue<string>(), its["answerBy"]!.GetValue<string>());
        // What is certain is not corrected.
        Assert.Equal("TIC-027", (await resident.Has("place", here, Body("sbata"), HttpStatusCode.Conflict))["code"]!.GetValue<string>());

        var other = await Resident.Reports(city.Http, Resident.Request("depot-sauvage"));
        var receipt = await other.Has("place", here, Body("sbata"));
        Assert.Equal("arma", receipt["operator"]!.GetValue<string>());
        Assert.Equal(["Arrondissement corrigé", "Transmis à un autre opérateur"], (await other.Views())["history"]!.AsArray().TakeLast(2).Select(line => line!["what"]!.GetValue<string>()));
        Assert.Contains(other.Reference, await city.Listed(there, "status=received&arrondissement=sbata"));
        Assert.DoesNotContain(other.Reference, await city.Listed(here, "status=received"));
    }

    [Fact]
    public void Whoever_transferred_it_knew_better_than_the_rules()
    {
        static string Ruled(string? arrondissement) => arrondissement == "sbata" ? "arma" : "averda";
        var its = TicketCase.Nothing with { Status = TicketStatus.Received, Operator = "casa-baia", Arrondissement = "anfa", Approximate = true, Lat = 33.5, Long = -7.6 };
        Assert.Equal(new TicketEvent.PlaceCorrected("sbata"), Assert.Single(its.CorrectPlace("sbata", Ruled).Events));
        Assert.Equal([new TicketEvent.PlaceCorrected("sbata"), new TicketEvent.Transferred("arma")], (its with { Operator = "averda" }).CorrectPlace("sbata", Ruled).Events);
        // An address alone has no boundary: its reporter named the arrondissement.
        Assert.Single((its with { Approximate = false, Lat = null, Long = null }).CorrectPlace("sbata", Ruled).Events);
    }

    static JsonObject Body(string arrondissement) => new() { ["arrondissement"] = arrondissement };
}
