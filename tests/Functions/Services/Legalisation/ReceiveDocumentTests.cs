using System.Net;
using Casa;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class ReceiveDocumentTests(Azurite azurite)
{
    [Fact]
    public async Task The_same_document_again_is_told_so_even_when_it_has_been_judged()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        using (var first = await citizen.Sends(SamplePage.Pdf)) Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        await citizen.Reaches("submitted");
        // The answer to the first was lost, say.
        using (var again = await citizen.Sends(SamplePage.Pdf)) Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        byte[] another = [.. SamplePage.Pdf, (byte)'\n'];
        using (var other = await citizen.Sends(another)) Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        var its = (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!;
        Assert.Equal(3, its.Version);
        var kept = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(another));
        Assert.Null(await city.Counter.Blobs.Read(citizen.Reference, Folders.Uploads, kept, default));
    }
}
