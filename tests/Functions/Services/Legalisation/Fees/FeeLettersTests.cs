using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

/// <summary>What the applicant is written when money moves without them being there, in their own language.</summary>
public sealed class FeeLettersTests(Azurite azurite)
{
    [Theory]
    [InlineData("fr", "Votre paiement est reçu", "Votre paiement de 4,00\u00a0DH est reçu.", "Un paiement vous sera remboursé",
        "il vous sera remboursé par le même moyen.", "Vous êtes remboursé", "a remboursé 4,00\u00a0DH")]
    [InlineData("ar", "تم التوصل بأدائكم", "تم التوصل بأدائكم لمبلغ 4.00 درهم", "سيُرجع إليكم مبلغ مؤدى",
        "سيُرجع إليكم المبلغ بنفس الوسيلة.", "تم إرجاع المبلغ إليكم", "مبلغ 4.00 درهم")]
    public async Task Received_not_taken_and_given_back_each_is_written_once(
        string language, string received, string receipt, string due, string soon, string refunded, string back)
    {
        await using var mail = await MailServer.Start();
        await using var provider = await PlayedPaymentProvider.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. mail.Settings, .. provider.Settings]);
        var request = Citizen.Request();
        request["language"] = language;
        var citizen = await city.Owes(request);
        var order = await citizen.Begins();
        provider.Pays(order);
        for (var twice = 0; twice < 2; twice++) await city.Hears(provider.News(order));
        Says(await Written(received), receipt);

        // Refused, what was paid is due; a manager has it given back, and the provider says that it is.
        await citizen.Act("refusal", city.Token(Roles.Officer), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        (await citizen.Call(HttpMethod.Post, $"{citizen.Path}/refund", token: city.Token(Roles.Manager))).Dispose();
        Says(await Written(refunded), back);

        // Of a second request, money came when it was closed: it was never the fee.
        var late = await city.Owes(request);
        var page = await late.Begins();
        await late.Act("refusal", city.Token(Roles.Officer), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        provider.Pays(page);
        await city.Hears(provider.News(page));
        Says(await Written(due), soon);

        foreach (var subject in (string[])[received, due, refunded]) Assert.Single(mail.Letters.Select(letter => letter.Read()), letter => letter.Subject!.StartsWith(subject, StringComparison.Ordinal));

        async Task<string> Written(string subject)
        {
            string? text = null;
            await Eventually.True(() =>
            {
                text = mail.Letters.Select(letter => letter.Read()).FirstOrDefault(letter => letter.Subject!.StartsWith(subject, StringComparison.Ordinal))?.TextBody;
                return Task.FromResult(text is not null);
            }, $"« {subject} » is written");
            return text!;
        }
    }

    // Lines are broken where they are long.
    static void Says(string text, string words)
    {
        Assert.Contains(words.Replace('\u00a0', ' '), string.Join(' ', text.Replace('\u00a0', ' ').Split((char[])['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain(Citizen.Name, text, StringComparison.Ordinal);
    }
}
