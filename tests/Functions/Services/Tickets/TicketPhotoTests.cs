using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using SkiaSharp;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>Photos of problems: judged, drawn anew, and nobody's but the reporter's and the operator's.</summary>
public sealed class TicketPhotoTests(Azurite azurite)
{
    [Fact]
    public async Task A_photo_is_kept_upright_and_without_what_the_camera_wrote()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var resident = await Resident.Reports(city.Http);
        // Held on its side: six turns it by a quarter.
        var photo = Photos.WithMetadata(Jpeg(300, 200), orientation: 6);
        Assert.Equal(HttpStatusCode.Accepted, await Sends(city, resident, photo));
        Assert.Equal(HttpStatusCode.Accepted, await Sends(city, resident, photo));
        JsonNode its = null!;
        await Eventually.True(async () => (its = await resident.Views())["photos"]!.AsArray().Count == 1, "the photo is judged");
        var url = its["photos"]![0]!["url"]!.GetValue<string>();
        using (var nobody = await resident.Call(HttpMethod.Get, url)) Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        using (var agent = await resident.Call(HttpMethod.Get, url, token: city.Token(Roles.Agent, $"{resident.Receipt["operator"]!["id"]}-agent-1")))
            Assert.Equal(HttpStatusCode.OK, agent.StatusCode);
        using (var auditor = await resident.Call(HttpMethod.Get, url, token: city.Token(Roles.Auditor))) Assert.Equal(HttpStatusCode.NotFound, auditor.StatusCode);
        using var file = await resident.Call(HttpMethod.Get, url, accessCode: resident.AccessCode);
        var bytes = await file.Content.ReadAsByteArrayAsync();
        Assert.Equal("image/jpeg", file.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(Photos.Secret, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        using var picture = SKBitmap.Decode(bytes);
        Assert.Equal((200, 300), (picture.Width, picture.Height));
        // What came with the camera's words is gone from storage too, also after a repeat.
        await Sends(city, resident, photo);
        Assert.DoesNotContain(Photos.Secret, await Legalisation.ErasureTests.Everything(city), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_photo_is_refused_with_a_reason_and_five_are_the_most()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var resident = await Resident.Reports(city.Http);
        Assert.Equal(HttpStatusCode.Accepted, await Sends(city, resident, "<svg onload='alert(1)'/>"u8.ToArray()));
        await Eventually.True(async () => (await resident.Views())["photoRefused"] is not null, "the file is refused");
        for (var side = 0; side < 4; side++) Assert.Equal(HttpStatusCode.Accepted, await Sends(city, resident, Jpeg(20 + side, 20)));
        Assert.Equal(HttpStatusCode.Conflict, await Sends(city, resident, Jpeg(40, 20)));
        await Eventually.True(async () => (await resident.Views())["photos"]!.AsArray().Count == 4, "four photos are judged");
        using var forged = await resident.Call(HttpMethod.Put, "/api/ticket-photos/abc.def", new JsonObject());
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    static byte[] Jpeg(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.SteelBlue);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }

    static async Task<HttpStatusCode> Sends(CityInProcess city, Resident resident, byte[] photo)
    {
        var address = new Uri(resident.Receipt["photo"]!["url"]!.GetValue<string>());
        using var answer = await city.Http.PutAsync(address.PathAndQuery, new ByteArrayContent(photo));
        return answer.StatusCode;
    }
}
