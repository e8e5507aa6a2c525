using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Casa;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class ReceivePartsTests(Azurite azurite)
{
    static readonly byte[] document = SamplePage.Of(40);
    static readonly string sha256 = Hash(document);

    [Fact]
    public async Task A_document_comes_in_parts_and_its_sender_may_ask_how_much_has_come()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        Assert.Equal((HttpStatusCode.NoContent, 0, "?0"), await Asks(city, citizen));
        Assert.Equal((HttpStatusCode.NoContent, 5000, "?0"), await Sends(city, citizen, 0, document[..5000]));
        Assert.Equal((HttpStatusCode.NoContent, 5000, "?0"), await Asks(city, citizen));
        Assert.Equal((HttpStatusCode.Accepted, document.Length, "?1"), await Sends(city, citizen, 5000, document[5000..], last: true));
        // The answer was lost, say: the same part again, and the question, tell that all is well.
        Assert.Equal((HttpStatusCode.Accepted, document.Length, "?1"), await Sends(city, citizen, 5000, document[5000..], last: true));
        await citizen.Reaches("submitted");
        Assert.Equal((HttpStatusCode.NoContent, document.Length, "?1"), await Asks(city, citizen));
        Assert.Equal(document, (await city.Counter.Blobs.Read(citizen.Reference, Folders.Judged, sha256, default))!.ToArray());
        Assert.Equal(0, await city.Counter.Parts.Length(citizen.Reference, sha256, default));
        Assert.Equal(HttpStatusCode.Conflict, (await Sends(city, citizen, 0, [1], of: new string('0', 64))).Status);
    }

    [Fact]
    public async Task A_part_that_comes_twice_or_too_early_adds_nothing_and_is_told_where_to_go_on()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        await Sends(city, citizen, 0, document[..1000]);
        Assert.Equal((HttpStatusCode.Conflict, 1000, "?0"), await Sends(city, citizen, 0, document[..600]));
        Assert.Equal((HttpStatusCode.Conflict, 1000, "?0"), await Sends(city, citizen, 2000, document[2000..]));
        Assert.Equal((HttpStatusCode.Conflict, 1000, "?0"), await Sends(city, citizen, document.Length, [], last: true));
        // The same bytes in the same place: the answer to the first may have been lost within.
        Assert.Equal((HttpStatusCode.NoContent, 1000, "?0"), await Sends(city, citizen, 0, document[..1000]));
        Assert.Equal(HttpStatusCode.Accepted, (await Sends(city, citizen, 1000, document[1000..], last: true)).Status);
    }

    [Fact]
    public async Task What_had_come_before_the_line_broke_is_kept()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        await Assert.ThrowsAsync<IOException>(() => city.Counter.Parts.Append(
            citizen.Reference, sha256, 0, new Breaking(document[..3000]), document.Length, default));
        Assert.Equal(3000, (await Asks(city, citizen)).Offset);
        Assert.Equal(HttpStatusCode.Accepted, (await Sends(city, citizen, 3000, document[3000..], last: true)).Status);
        Assert.Equal(document, (await city.Counter.Blobs.Read(citizen.Reference, Folders.Uploads, sha256, default))!.ToArray());
    }

    [Fact]
    public async Task Parts_that_make_another_file_than_was_announced_are_not_kept()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        byte[] changed = [.. document[..^1], (byte)'!'];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Sends(city, citizen, 0, changed, last: true)).Status);
        Assert.Equal(0, (await Asks(city, citizen)).Offset);
        Assert.Null(await city.Counter.Blobs.Read(citizen.Reference, Folders.Uploads, Hash(changed), default));
        Assert.Null((await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!.State.Upload);
    }

    [Fact]
    public async Task No_more_is_kept_of_a_case_than_one_file_of_the_size_allowed()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false", "--Casa:Documents:MaxBytes=4000");
        var citizen = await Citizen.Submits(city.Http);
        var other = new string('a', 64);
        await Sends(city, citizen, 0, document[..1000], of: other);
        await Sends(city, citizen, 0, document[..1000]);
        Assert.Equal(0, await city.Counter.Parts.Length(citizen.Reference, other, default));
        Assert.Equal(HttpStatusCode.NoContent, (await Sends(city, citizen, 1000, document[1000..4000])).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Sends(city, citizen, 4000, document[4000..4001])).Status);
        Assert.Equal(0, await city.Counter.Parts.Length(citizen.Reference, sha256, default));
    }

    [Fact]
    public async Task A_file_that_was_begun_goes_with_the_request_that_was_left()
    {
        var storage = azurite.NewAccount();
        string left;
        await using (var today = await CityInProcess.Start(storage))
        {
            var citizen = await Citizen.Submits(today.Http);
            await Sends(today, citizen, 0, document[..1000]);
            left = citizen.Reference;
        }
        var then = TimeProvider.System.GetUtcNow().AddDays(30.01).ToString("O");
        await using var later = await CityInProcess.Start(storage, $"--Casa:Clock={then}", "--Casa:Runner:Enabled=false");
        // Hours before, it may still be sent to its end.
        await using (var before = await CityInProcess.Start(storage, $"--Casa:Clock={TimeProvider.System.GetUtcNow().AddDays(29.99):O}", "--Casa:Runner:Enabled=false"))
            await CloseAbandoned.Run(before.Counter, default);
        Assert.Equal(1000, await later.Counter.Parts.Length(left, sha256, default));
        await CloseAbandoned.Run(later.Counter, default);
        await PurgeUploads.Run(later.Counter, default);
        Assert.Equal(0, await later.Counter.Parts.Length(left, sha256, default));
    }

    [Theory]
    [InlineData("application/pdf", "0", "?1")]
    [InlineData("application/partial-upload", "-1", "?1")]
    [InlineData("application/partial-upload", "0", "1")]
    [InlineData("application/partial-upload", null, null)]
    public async Task A_part_says_what_it_is(string type, string? offset, string? complete)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        using var answer = await city.Http.SendAsync(Part(citizen, document, type, offset, complete, sha256));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Sends(city, citizen, 0, document, of: "ABC")).Status);
    }

    static async Task<(HttpStatusCode Status, int Offset, string? Complete)> Asks(CityInProcess city, Citizen citizen)
    {
        using var answer = await city.Http.SendAsync(new(HttpMethod.Head, $"{citizen.Upload.AbsolutePath}/{sha256}"));
        return Told(answer);
    }

    static async Task<(HttpStatusCode Status, int Offset, string? Complete)> Sends(
        CityInProcess city, Citizen citizen, int offset, byte[] bytes, bool last = false, string? of = null)
    {
        using var answer = await city.Http.SendAsync(Part(
            citizen, bytes, "application/partial-upload", offset.ToString(CultureInfo.InvariantCulture), last ? "?1" : "?0", of ?? sha256));
        return Told(answer);
    }

    static HttpRequestMessage Part(Citizen citizen, byte[] bytes, string type, string? offset, string? complete, string of)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"{citizen.Upload.AbsolutePath}/{of}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (offset is not null) request.Headers.Add("Upload-Offset", offset);
        if (complete is not null) request.Headers.Add("Upload-Complete", complete);
        return request;
    }

    static (HttpStatusCode, int, string?) Told(HttpResponseMessage answer) => (
        answer.StatusCode,
        answer.Headers.TryGetValues("Upload-Offset", out var offset) ? int.Parse(offset.Single(), CultureInfo.InvariantCulture) : -1,
        answer.Headers.TryGetValues("Upload-Complete", out var complete) ? complete.Single() : null);

    /// <summary>A sender who is gone after these bytes.</summary>
    sealed class Breaking(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The line broke.");
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
