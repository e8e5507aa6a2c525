using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;
using MimeKit;
using static CasaServerless.Tests.Given.Visits;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

public sealed class AppointmentLettersTests(Azurite azurite)
{
    [Theory]
    [InlineData("fr", "Votre rendez-vous est fixé – ", "Rappel de votre rendez-vous – ", "Votre rendez-vous est annulé – ", "le mardi 1er décembre 2026 à 10\u202fh\u202f00")]
    [InlineData("ar", "تم تحديد موعدكم – ", "تذكير بموعدكم – ", "تم إلغاء موعدكم – ", "يوم الثلاثاء فاتح دجنبر 2026 على الساعة 10:00")]
    public async Task Booked_reminded_and_called_off_each_is_written_with_what_the_calendar_needs(
        string language, string booked, string reminded, string cancelled, string said)
    {
        var account = azurite.NewAccount();
        await using var mail = await MailServer.Start();
        Citizen citizen;
        await using (var eight = await City(account, Monday, mail.Settings))
        {
            var request = Citizen.Request();
            request["language"] = language;
            citizen = await Citizen.Submits(eight.Http, request);
            await citizen.Books(Tuesday);
            await eight.Drain();
        }
        await using var ten = await City(account, "2026-11-30T10:00:00Z", mail.Settings);
        await RemindApplicants.Run(ten.Desk(), default);
        await ten.Drain();
        citizen = new(ten.Http, new System.Text.Json.Nodes.JsonObject
        {
            ["reference"] = citizen.Reference,
            ["accessCode"] = citizen.AccessCode,
            ["upload"] = new System.Text.Json.Nodes.JsonObject { ["url"] = citizen.Upload.ToString() },
        });
        await citizen.Cancels();
        await ten.Drain();

        // The first one says that the request is registered.
        var letters = mail.Letters.Skip(1).Select(letter => letter.Read()).ToList();
        Assert.Equal([booked + citizen.Reference, reminded + citizen.Reference, cancelled + citizen.Reference], letters.Select(letter => letter.Subject));
        Assert.All(letters, letter => Assert.Contains(said, letter.TextBody!.Replace("\r\n", " ", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(letters, letter => Assert.DoesNotContain(Citizen.Name, letter.TextBody));
        Assert.Equal(["PUBLISH", "PUBLISH", "CANCEL"], letters.Select(Method));
        // Nothing more is written when its messages come again.
        await RemindApplicants.Run(ten.Desk(), default);
        await ten.Drain();
        Assert.Equal(4, mail.Letters.Count);
    }

    static string Method(MimeMessage letter)
    {
        var part = Assert.Single(letter.BodyParts.OfType<TextPart>(), part => part.ContentType.MimeType == "text/calendar");
        Assert.Contains($"METHOD:{part.ContentType.Parameters["method"]}", part.Text, StringComparison.Ordinal);
        return part.ContentType.Parameters["method"]!;
    }
}
