using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>A lost access code goes to the address on file, and nobody learns whether there is one.</summary>
public sealed class LostCodeTests(Azurite azurite)
{
    [Theory]
    [InlineData("fr", "Votre code d’accès – ")]
    [InlineData("ar", "رمز الولوج الخاص بكم – ")]
    public async Task The_code_goes_to_the_address_on_file_once_a_day_and_every_answer_is_alike(string language, string subject)
    {
        await using var mail = await MailServer.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. mail.Settings, "--Casa:Limits:codes:Calls=100000"]);
        var body = Resident.Request();
        body["language"] = language;
        var named = await Resident.Reports(city.Http, body);
        body["reporter"] = null;
        var nobody = await Resident.Reports(city.Http, body);
        var answers = new HashSet<(HttpStatusCode, string)>();
        foreach (var reference in (string[])[named.Reference, nobody.Reference, named.Reference, "TIC-00000-000000", "LEG-7K3Q9-XM2PAV", "x"])
        {
            using var answer = await named.Call(HttpMethod.Post, $"/api/tickets/{reference}/access-code");
            answers.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
        Assert.Equal(HttpStatusCode.Accepted, Assert.Single(answers).Item1);
        await Eventually.True(() => Codes().Count == 1, "one letter with the code");
        var letter = Codes()[0];
        Assert.Equal((subject + named.Reference, Resident.Email), (letter.Subject, letter.To.Mailboxes.Single().Address));
        using (var opened = await named.Call(HttpMethod.Get, named.Path, accessCode: named.AccessCode)) Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.DoesNotContain(named.AccessCode, city.Log.Text, StringComparison.Ordinal);
        Assert.Single((await named.Views())["history"]!.AsArray(), line => line!["what"]!.GetValue<string>() == "Code d’accès redemandé");

        List<MimeKit.MimeMessage> Codes() =>
            [.. mail.Letters.Select(one => one.Read()).Where(one => ((string[])[named.AccessCode, nobody.AccessCode]).Any(code => one.TextBody?.Contains(code, StringComparison.Ordinal) == true))];
    }
}
