using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Where;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(CasaServerless.Pages.Tests.Given.City))]

namespace CasaServerless.Pages.Tests.Given;

/// <summary>The whole city, standing alone, with two certified copies in its register, one of them revoked.</summary>
public sealed class City : IAsyncLifetime
{
    /// <summary>A code that no paper carries.</summary>
    public const string Unknown = "0000-1111-2222";

    readonly Azurite azurite = new();
    CityInProcess? city;

    /// <summary>Its public address, which the QR codes carry too.</summary>
    public string Address { get; } = $"http://127.0.0.1:{Azurite.FreePort()}";

    /// <summary>The sealed file of a certified copy.</summary>
    public byte[] Paper { get; private set; } = [];

    /// <summary>What the register says about it.</summary>
    public JsonNode Facts { get; private set; } = null!;

    /// <summary>The city itself, for calls beside the browser.</summary>
    public CityInProcess Running => city!;

    /// <summary>Another city on storage of its own, at <paramref name="address"/>.</summary>
    public Task<CityInProcess> Another(string address, params string[] settings) =>
        CityInProcess.Start(azurite.NewAccount(), [$"--urls={address}", $"--Casa:PublicUrl={address}", .. settings]);

    /// <summary>The certified copy's code.</summary>
    public string Valid => Facts["code"]!.GetValue<string>();

    /// <summary>Code of a certified copy that was revoked.</summary>
    public string Revoked { get; private set; } = "";

    public HttpClient Http => city!.Http;

    public string Token(string role) => city!.Token(role);

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        city = await CityInProcess.Start(azurite.NewAccount(), $"--urls={Address}", $"--Casa:PublicUrl={Address}");
        // The maps draw the city's own layers; without the shared file they draw the arrondissements' middles.
        var boundaries = Path.Combine(Root.Shared, "data", "arrondissements", "casablanca-arrondissements-osm.geojson");
        if (File.Exists(boundaries)) await city.Services.GetRequiredService<Boundaries>().Import(await File.ReadAllBytesAsync(boundaries), null, default);
        var officer = city.Token(Roles.Officer);
        (_, Paper, Facts) = await Certified(officer);
        var (citizen, _, facts) = await Certified(officer);
        await citizen.Act("revocation", officer, new JsonObject { ["reason"] = "altered" }, System.Net.HttpStatusCode.OK);
        Revoked = facts["code"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        if (city is not null) await city.DisposeAsync();
        await azurite.DisposeAsync();
    }

    async Task<(Citizen Citizen, byte[] Paper, JsonNode Facts)> Certified(string officer)
    {
        var citizen = await Citizen.Submits(city!.Http);
        var paper = await citizen.IsCertified(Photo.Of(null, 900, 1200), officer);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(paper));
        return (citizen, paper, JsonNode.Parse(await city.Http.GetStringAsync($"/api/verifications?sha256={hash}"))!);
    }
}
