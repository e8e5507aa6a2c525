using System.Net;
using CasaServerless.Kernel.Identity;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Routing;

namespace CasaServerless.Tests.Functions;

public sealed class AccessTests(Azurite azurite)
{
    // Who enters where, written down once more and by hand: the endpoint's own word is what is tested.
    static readonly Dictionary<string, string[]> staffOnly = new()
    {
        ["GET /api/bureaus/{bureau}/legalisations"] = [Roles.Officer, Roles.Manager, Roles.Auditor],
        ["GET /api/legalisations/{reference}/document"] = [Roles.Officer, Roles.Manager],
        ["POST /api/legalisations/{reference}/presentation"] = [Roles.Officer],
        ["POST /api/legalisations/{reference}/certification"] = [Roles.Officer],
        ["POST /api/legalisations/{reference}/refusal"] = [Roles.Officer],
        ["POST /api/legalisations/{reference}/revocation"] = [Roles.Officer],
        ["GET /api/bureaus/{bureau}/register"] = [Roles.Manager, Roles.Auditor],
        ["GET /api/bureaus/{bureau}/register/rows"] = [Roles.Manager, Roles.Auditor],
        ["GET /api/bureaus/{bureau}/register.csv"] = [Roles.Manager, Roles.Auditor],
        ["GET /api/bureaus/{bureau}/register.pdf"] = [Roles.Manager, Roles.Auditor],
        ["POST /api/legalisations/erasures"] = [Roles.Manager],
        ["POST /api/legalisations/{reference}/check-in"] = [Roles.Officer],
        ["DELETE /api/legalisations/{reference}/check-in"] = [Roles.Officer],
        ["POST /api/bureaus/{bureau}/walk-ins"] = [Roles.Officer],
        ["GET /api/bureaus/{bureau}/visits"] = [Roles.Officer, Roles.Manager, Roles.Auditor],
        ["GET /api/referentiels/{kind}"] = [Roles.Manager, Roles.Auditor],
        ["GET /api/referentiels/{kind}/{id}"] = [Roles.Manager, Roles.Auditor],
        ["PUT /api/referentiels/{kind}/{id}"] = [Roles.Manager],
        ["DELETE /api/referentiels/{kind}/{id}"] = [Roles.Manager],
        ["POST /api/referentiels/delegations/{id}/revocation"] = [Roles.Manager],
        ["GET /api/referentiel-changes"] = [Roles.Manager, Roles.Auditor],
        ["GET /api/referentiel-changes/{reference}"] = [Roles.Manager, Roles.Auditor],
        ["POST /api/referentiel-changes/{reference}/approval"] = [Roles.Manager],
        ["POST /api/referentiel-changes/{reference}/rejection"] = [Roles.Manager],
        ["POST /api/legalisations/{reference}/scan"] = [Roles.Officer],
        ["POST /api/bureaus/{bureau}/certifications"] = [Roles.Officer],
        ["GET /api/bureaus/{bureau}/denials"] = [Roles.Manager, Roles.Auditor],
        ["POST /api/bureaus/{bureau}/specimens"] = [Roles.Officer],
        ["POST /api/bureaus/{bureau}/specimens/search"] = [Roles.Officer],
        ["GET /api/legalisations/{reference}/specimen"] = [Roles.Officer],
        ["GET /api/specimens/{reference}"] = [Roles.Officer, Roles.Manager],
        ["GET /api/specimens/{reference}/picture"] = [Roles.Officer],
        ["POST /api/specimens/{reference}/withdrawal"] = [Roles.Officer, Roles.Manager],
        ["GET /api/counter/desk"] = [Roles.Officer, Roles.Manager, Roles.Auditor],
        ["POST /api/legalisations/{reference}/claim"] = [Roles.Officer],
        ["DELETE /api/legalisations/{reference}/claim"] = [Roles.Officer],
        ["GET /api/bureaus/{bureau}/reports/{day}"] = [Roles.Officer, Roles.Manager, Roles.Auditor],
        ["GET /api/bureaus/{bureau}/reports"] = [Roles.Officer, Roles.Manager, Roles.Auditor],
        ["GET /api/bureaus/{bureau}/register/heads"] = [Roles.Manager, Roles.Auditor],
        ["POST /api/bureaus/{bureau}/searches"] = [Roles.Officer, Roles.Manager],
        ["POST /api/legalisations/{reference}/fee"] = [Roles.Officer],
        ["POST /api/legalisations/{reference}/refund"] = [Roles.Manager],
        ["GET /api/tickets"] = [Roles.Agent, Roles.Manager, Roles.Auditor],
        ["POST /api/tickets/{reference}/assignment"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/place"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/transfer"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/question"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/answer"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/note"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/closure"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/merge"] = [Roles.Agent, Roles.Manager],
        ["DELETE /api/tickets/{reference}/merge"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/{reference}/split"] = [Roles.Agent, Roles.Manager],
        ["GET /api/tickets/digest"] = [Roles.Agent, Roles.Manager, Roles.Auditor],
        ["GET /api/tickets/desk"] = [Roles.Agent, Roles.Manager, Roles.Auditor],
        ["POST /api/tickets/bulk"] = [Roles.Agent, Roles.Manager],
        ["POST /api/tickets/erasures"] = [Roles.Manager],
        ["POST /api/conversations/erasures"] = [Roles.Manager],
        ["GET /api/bureaus/{bureau}/till"] = [Roles.Officer, Roles.Manager, Roles.Auditor],
    };

    static readonly string[] open =
    [
        "POST /api/legalisations/{reference}/shares", "DELETE /api/legalisations/{reference}/shares/{share}",
        "POST /api/legalisations", "POST /api/legalisations/{reference}/access-code", "PUT /api/uploads/{token}", "GET /api/legalisations/{reference}", "GET /api/legalisations/{reference}/sealed",
        "GET /api/verifications/{code}", "GET /api/verifications", "GET /api/bureaus", "GET /api/arrondissements", "GET /api/tariffs",
        "GET /api/calendar",
        "GET /api/health", "HEAD /api/health", "GET /api/health/ready", "GET /api/openapi.json",
        "HEAD /api/uploads/{token}/{sha256}", "PATCH /api/uploads/{token}/{sha256}",
        "GET /api/bureaus/{bureau}/slots", "GET /api/bureaus/{bureau}/waiting", "GET /api/bureaus/{bureau}/guidance",
        "POST /api/legalisations/{reference}/appointment", "DELETE /api/legalisations/{reference}/appointment",
        "GET /api/legalisations/{reference}/appointment.ics",
        "GET /api/registers/heads", "GET /api/registers/heads/{date}", "GET /api/registers/key",
        "GET /api/sign-in", "POST /api/sign-in",
        "POST /api/legalisations/{reference}/payment", "GET /api/legalisations/{reference}/receipt", "POST /api/payments/{provider}",
        "GET /api/legalisations/limits",
        "GET /api/map",
        "POST /api/tickets", "GET /api/tickets/{reference}", "GET /api/tickets/public", "PUT /api/ticket-photos/{token}", "GET /api/tickets/{reference}/photos/{photo}",
        "POST /api/tickets/{reference}/messages", "POST /api/tickets/{reference}/withdrawal", "DELETE /api/tickets/{reference}/name",
        "POST /api/tickets/{reference}/followers", "POST /api/followers/end", "POST /api/tickets/similar",
        "POST /api/operators/{operator}/updates", "GET /api/tickets/figures", "GET /api/tickets/figures.csv", "POST /api/tickets/{reference}/reopening", "POST /api/tickets/{reference}/rating",
        "POST /api/tickets/{reference}/access-code",
        "POST /api/messages",
        "POST /api/chat/token", "GET /api/chat/files/{token}",
        "GET /api/services", "GET /api/services/{code}", "POST /api/locations", "GET /api/boundaries", "GET /api/boundaries/{version:int}",
    ];

    [Fact]
    public async Task Every_endpoint_lets_in_whom_it_says_and_nobody_else()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var seen = new List<string>();
        foreach (var endpoint in city.Endpoints)
        {
            var platform = endpoint.Metadata.GetMetadata<Access>() == Access.Platform;
            // Its own token, which staff's is not: nobody at all enters with these.
            var token = endpoint.Metadata.GetMetadata<Access>() == Access.Token;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var name = $"{method} {endpoint.RoutePattern.RawText}";
                var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{reference}", "LEG-00000-000000").Replace("{bureau}", "maarif-1")
                    .Replace("{token}", "x").Replace("{share}", "x").Replace("{sha256}", "x").Replace("{code}", "x").Replace("{version:int}", "1").Replace("{*path}", "nothing").Replace("{**path}", "nothing");
                if (!platform) seen.Add(name);
                foreach (var role in (string?[])[null, .. Roles.All])
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), path);
                    if (role is not null) request.Headers.Authorization = new("Bearer", city.Token(role));
                    using var answer = await city.Http.SendAsync(request);
                    if (platform) Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                    else if (token) Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || name.EndsWith("/getsessionid", StringComparison.Ordinal)
                        // An empty body is no activity, whoever sends it, as every bot says.
                        || name == "POST /api/messages" && answer.StatusCode == HttpStatusCode.BadRequest, $"{name}, {role ?? "nobody"}: {answer.StatusCode}");
                    else if (!staffOnly.TryGetValue(name, out var roles)) Assert.True(answer.StatusCode is not (HttpStatusCode.Unauthorized), $"{name}, {role ?? "nobody"}: {answer.StatusCode}");
                    else if (role is null) Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{name}, nobody: {answer.StatusCode}");
                    else if (!roles.Contains(role)) Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{name}, {role}: {answer.StatusCode}");
                    else Assert.True(answer.StatusCode is not HttpStatusCode.Unauthorized, $"{name}, {role}: {answer.StatusCode}");
                }
            }
        }
        // A new endpoint must be written down here too.
        Assert.Equal([.. staffOnly.Keys.Concat(open).Order(StringComparer.Ordinal)],
            seen.Where(name => name.Contains("/api/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Bearer not.a.token")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJjYXNhLWRldmVsb3BtZW50Iiwic3ViIjoibSIsInJvbGVzIjoibWFuYWdlciIsImF1ZCI6ImNhc2EifQ.")]
    public async Task A_forged_token_is_nobody(string header)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/bureaus/maarif-1/register");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        Assert.Equal(HttpStatusCode.Unauthorized, (await city.Http.SendAsync(request)).StatusCode);
    }
}
