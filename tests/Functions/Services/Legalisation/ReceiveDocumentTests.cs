using System.Net;
using Casa;
using CasaServerless.Kernel.Identity;
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

    [Fact]
    public async Task So_many_documents_are_taken_for_one_request_and_the_last_one_stands()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        for (var number = 1; number <= LegalisationCase.MostUploads; number++)
        {
            using var sent = await citizen.Sends(Document(number));
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        }
        await StoryTests.Refused(await citizen.Sends(Document(0)), "LEG-140", HttpStatusCode.Conflict);
        Assert.Null(await city.Counter.Blobs.Read(citizen.Reference, Folders.Uploads, Hash(Document(0)), default));
        using (var part = new HttpRequestMessage(HttpMethod.Head, $"{citizen.Upload.AbsolutePath}/{Hash(Document(0))}"))
        using (var asked = await city.Http.SendAsync(part)) Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        using (var last = await citizen.Sends(Document(LegalisationCase.MostUploads))) Assert.Equal(HttpStatusCode.Accepted, last.StatusCode);
        var state = (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!.State;
        Assert.Equal((LegalisationCase.MostUploads, Hash(Document(LegalisationCase.MostUploads))), (state.Uploads, state.Upload!.Sha256));
        // An officer's scan of what was signed before them is not the applicant's doing.
        Assert.NotEmpty(state.Receive(Hash(Document(0)), 1, atDesk: true).Events);
    }

    [Fact]
    public async Task A_desk_scan_comes_too_late_when_another_officer_has_the_case_or_its_own_is_no_longer_there()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        (await citizen.Sends(SamplePage.Pdf)).Dispose();
        await citizen.Reaches("submitted");
        await citizen.Act("claim", city.Token(Roles.Officer, "maarif-1-officer-2"), null, HttpStatusCode.OK);
        await StoryTests.Refused(await Scans("maarif-1-officer-1"), "LEG-060", HttpStatusCode.Conflict);
        await StoryTests.Refused(await Scans("anfa-1-officer-1"), "LEG-008", HttpStatusCode.Forbidden);
        await StoryTests.Refused(await Scans("nobody"), "LEG-008", HttpStatusCode.Forbidden);
        using var hers = await Scans("maarif-1-officer-2");
        Assert.Equal(HttpStatusCode.Accepted, hers.StatusCode);

        Task<HttpResponseMessage> Scans(string officer) => city.Http.PutAsync(
            new Uri(UploadAddress.For(citizen.Reference, city.Counter, officer).Url).PathAndQuery, new ByteArrayContent(Document(7)));
    }

    [Fact]
    public async Task What_was_replaced_is_deleted_when_the_paper_is_sealed()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        byte[] wrong = [1, 2, 3];
        using (var sent = await citizen.Sends(wrong)) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await citizen.Reaches("document-refused");
        Assert.NotNull(await city.Counter.Blobs.Read(citizen.Reference, Folders.Uploads, Hash(wrong), default));
        await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        await Eventually.True(async () => await city.Counter.Blobs.Read(citizen.Reference, Folders.Uploads, Hash(wrong), default) is null, "it is gone");
        foreach (var folder in (string[])[Folders.Uploads, Folders.Judged])
            Assert.NotNull(await city.Counter.Blobs.Read(citizen.Reference, folder, Hash(SamplePage.Pdf), default));
        var state = (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!.State;
        Assert.NotNull(await city.Counter.Blobs.Read(citizen.Reference, Folders.Sealed, state.Sealed!.Sha256, default));
    }

    static byte[] Document(int number) => [.. SamplePage.Pdf, .. new byte[number]];

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
