using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>Answers to a service's questions that no page would send.</summary>
public sealed class ServiceAnswersTests(Azurite azurite)
{
    [Fact]
    public async Task What_is_no_answer_is_refused_and_never_a_failure_of_ours()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        (string Service, string Code, string Value)[] tries =
        [
            // Half a surrogate pair: JSON lets it through, and it is no text.
            ("eclairage-public", "numero-poteau", """ "\ud800" """),
            ("eclairage-public", "panne", """ ["\udc00"] """),
            // Readers of numbers and dates pass over noughts before them, and over U+0000 behind them.
            ("ordures-non-ramassees", "depuis-jours", $""" "{new string('0', 40_000)}5" """),
            ("ordures-non-ramassees", "depuis-jours", """ "5\u0000" """),
            ("coupure-eau", "depuis", """ "2026-11-01\u0000" """),
        ];
        foreach (var (service, code, value) in tries)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets");
            var body = Resident.Request(service).ToJsonString();
            var attributes = service switch { "coupure-eau" => """ "etendue": "logement", """, _ => "" };
            body = JsonNode.Parse(body)!.AsObject() is var its && its.Remove("attributes") ? its.ToJsonString() : body;
            request.Content = new StringContent($$"""{{body[..^1]}}, "attributes": { {{attributes}} "{{code}}": {{value}} } }""", System.Text.Encoding.UTF8, "application/json");
            using var answer = await city.Http.SendAsync(request);
            var told = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity && told.Contains("TIC-001", StringComparison.Ordinal), $"{code} {value[..Math.Min(20, value.Length)]}: {answer.StatusCode} {told}");
        }
    }
}
