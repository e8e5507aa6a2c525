using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace Casa;

/// <summary>A certified copy from request to verification, played as the citizen and the officer would.</summary>
sealed class LegalisationStory(CityClient city, TextWriter output)
{
    const string Bureau = "maarif-1";

    /// <param name="pdf">The citizen's document; a page of our own when null.</param>
    /// <param name="sealedPath">Where the sealed file is left, or null.</param>
    public async Task Play(string? pdf, string? sealedPath, CancellationToken stop)
    {
        var document = pdf is null ? SamplePage.Pdf : await File.ReadAllBytesAsync(pdf, stop);
        var receipt = await city.Call(HttpMethod.Post, "/api/legalisations", new JsonObject
        {
            ["kind"] = "certified-copy",
            ["language"] = "fr",
            ["bureau"] = Bureau,
            ["applicant"] = new JsonObject { ["name"] = "Salma Démonstration", ["cin"] = "BE000000", ["phone"] = "0600000000" },
            ["destination"] = "private",
            ["document"] = new JsonObject { ["title"] = "Diplôme" },
            ["copies"] = 1,
        }, stop);
        var (reference, code) = (Text(receipt, "reference"), Text(receipt, "accessCode"));
        var path = $"/api/legalisations/{reference}";
        Say("citizen", $"asks for a certified copy: reference {reference}, access code {code}");

        var upload = receipt["upload"]!;
        await city.Put(Text(upload, "url"), document, "application/pdf", stop);
        Say("citizen", $"sends the document ({document.Length:N0} bytes)");

        var view = await Until(path, code, status => status != "awaiting-document", stop);
        if (Text(view, "status") == "document-refused") throw new Failure($"The document was refused: {Text(view["refusal"]!, "sentence")}");
        Say("judge", $"accepts it: {view["document"]!["pages"]} page(s)");

        var officer = Token.Make(Roles.Officer, Bureau);
        await city.Call(HttpMethod.Post, $"{path}/presentation", new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, stop, officer);
        Say("officer", "has seen the original and the citizen's identity card");
        var paid = await city.Call(HttpMethod.Post, $"{path}/fee", null, stop, officer);
        Say("citizen", $"pays {paid["amount"]} DH at the desk: receipt {Text(paid, "number")}");
        await city.Call(HttpMethod.Post, $"{path}/certification", null, stop, officer);
        Say("officer", "certifies");

        view = await Until(path, code, status => status != "certifying", stop);
        Say("register", $"number {Text(view, "registerNumber")}, verification code {Text(view, "verificationCode")}");

        var paper = await city.Download($"{path}/sealed", code, stop);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(paper));
        if (sealedPath is not null) await File.WriteAllBytesAsync(sealedPath, paper, stop);
        Say("citizen", $"receives the sealed file ({paper.Length:N0} bytes){(sealedPath is null ? "" : $" in {sealedPath}")}");

        var verdict = await city.Call(HttpMethod.Get, $"/api/verifications?sha256={sha256}", null, stop);
        Say("anyone", $"verifies the file: {Text(verdict, "status")}");
        paper[paper.Length / 2] ^= 1;
        var changed = Convert.ToHexStringLower(SHA256.HashData(paper));
        verdict = await city.Call(HttpMethod.Get, $"/api/verifications/{Text(view, "verificationCode")}?sha256={changed}", null, stop);
        Say("anyone", $"verifies the file with one byte changed: {Text(verdict, "status")}");
    }

    async Task<JsonNode> Until(string path, string code, Func<string, bool> reached, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        while (true)
        {
            var view = await city.Call(HttpMethod.Get, path, null, stop, accessCode: code);
            if (reached(Text(view, "status"))) return view;
            try
            {
                await Task.Delay(300, limit.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new Failure($"The case has been {Text(view, "status")} for 90 seconds; is the queue runner alive?");
            }
        }
    }

    void Say(string who, string what) => output.WriteLine($"{who,-9} {what}");

    static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? throw new Failure($"The city's answer lacks '{name}'.");
}
