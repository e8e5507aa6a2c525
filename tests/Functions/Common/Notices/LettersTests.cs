using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Casa;
using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CasaServerless.Tests.Functions.Common.Notices;

public sealed class LettersTests(Azurite azurite)
{
    [Theory]
    [InlineData("fr", "Votre document certifié est prêt – ", "Ville de Casablanca", "ltr")]
    [InlineData("ar", "وثيقتكم المشهود بصحتها جاهزة – ", "مدينة الدار البيضاء", "rtl")]
    public async Task The_applicant_is_written_in_their_language_once_for_each_step(string language, string subject, string signature, string direction)
    {
        await using var mail = await MailServer.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), mail.Settings);
        var request = Citizen.Request();
        request["language"] = language;
        var citizen = await Citizen.Submits(city.Http, request);
        await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        await Eventually.True(() => mail.Letters.Count == 3, "three letters: registered, accepted, certified");

        var letters = mail.Letters.Select(letter => letter.Read()).ToList();
        Assert.All(mail.Letters, letter => Assert.Equal(Citizen.Email, letter.To));
        Assert.Equal(3, letters.Select(letter => letter.MessageId).Distinct().Count());
        var last = Assert.Single(letters, letter => letter.Subject == subject + citizen.Reference);
        Assert.Equal(language, last.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Contains(signature, last.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://casa.test/legalisation/{citizen.Reference}", last.TextBody, StringComparison.Ordinal);
        Assert.Contains($"dir=\"{direction}\"", last.HtmlBody, StringComparison.Ordinal);
        // A letter may be read by others: it names no one, no document and no code.
        foreach (var secret in (string[])[Citizen.Name, Citizen.Cin, Citizen.Title, citizen.AccessCode])
            Assert.All(mail.Letters, letter => Assert.DoesNotContain(secret, letter.Read().TextBody, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Citizen.Email, city.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_cannot_now_gets_the_letter_later()
    {
        await using var mail = await MailServer.Start();
        await mail.Next("busy");
        await mail.Next("busy");
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. mail.Settings, "--Casa:Cases:PauseSeconds=0.2"]);
        var citizen = await Citizen.Submits(city.Http);
        await Noted<LegalisationEvent.ApplicantNotified>(city, citizen);
        Assert.Single(mail.Letters);
        Assert.Contains("put off", city.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_whose_answer_was_lost_comes_again_under_the_same_id()
    {
        await using var mail = await MailServer.Start();
        await mail.Next("silent");
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. mail.Settings, "--Casa:Cases:PauseSeconds=0.2"]);
        var citizen = await Citizen.Submits(city.Http);
        await Noted<LegalisationEvent.ApplicantNotified>(city, citizen);
        Assert.Equal(2, mail.Letters.Count);
        Assert.Single(mail.Letters.Select(letter => letter.Read().MessageId).Distinct());
    }

    [Fact]
    public async Task The_effect_that_comes_again_writes_no_second_letter()
    {
        await using var mail = await MailServer.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), mail.Settings);
        var citizen = await Citizen.Submits(city.Http);
        await Noted<LegalisationEvent.ApplicantNotified>(city, citizen);
        var again = new CaseMessage(citizen.Reference, Version: 1, Effect: "notify").ToJson();
        await city.Counter.Cases.Handle(again, [city.Counter.Kind], city.Services, default);
        Assert.Single(mail.Letters);
    }

    [Fact]
    public async Task Two_messages_for_one_letter_that_meet_at_a_slow_server_hand_it_over_once()
    {
        await using var mail = await MailServer.Start();
        await mail.Next("slow");
        await using var city = await Visits.City(azurite.NewAccount(), Visits.Monday, [.. mail.Settings, "--Casa:Cases:PauseSeconds=0.2"]);
        var citizen = await Citizen.Submits(city.Http);
        // The announcement's message, and the one that its insurance sends because it was not taken back.
        var message = new CaseMessage(citizen.Reference, Version: 1, Effect: "notify").ToJson();
        var first = city.Handle(message);
        await Eventually.True(() => mail.Letters.Count == 1, "the server has the letter, and has not said so yet");
        Assert.False(first.IsCompleted);
        await city.Handle(message);
        await first;
        await city.Drain();
        Assert.Single(mail.Letters);
        await Noted<LegalisationEvent.ApplicantNotified>(city, citizen);
    }

    [Fact]
    public async Task Who_was_at_a_letter_and_died_is_followed_by_the_next_one()
    {
        await using var mail = await MailServer.Start();
        var storage = azurite.NewAccount();
        await using var city = await Visits.City(storage, Visits.Monday, [.. mail.Settings, "--Casa:Cases:PauseSeconds=0.2"]);
        var citizen = await Citizen.Submits(city.Http);
        var rows = city.Services.GetRequiredService<CityStorage>().Table(CaseStore.TableName);
        await rows.AddEntityAsync(new TableEntity(citizen.Reference, "W0000000001.notify") { ["Until"] = city.Counter.Clock.GetUtcNow().AddSeconds(4) });
        await city.Handle(new CaseMessage(citizen.Reference, Version: 1, Effect: "notify").ToJson());
        Assert.Empty(mail.Letters);
        await city.Drain();
        Assert.Single(mail.Letters);
        Assert.False((await rows.GetEntityIfExistsAsync<TableEntity>(citizen.Reference, "W0000000001.notify")).HasValue);
    }

    [Fact]
    public async Task An_address_that_takes_nothing_is_noted_and_not_tried_for_ever()
    {
        await using var mail = await MailServer.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), mail.Settings);
        var request = Citizen.Request();
        request["applicant"]!["email"] = "nobody@example.ma";
        var citizen = await Citizen.Submits(city.Http, request);
        await Noted<LegalisationEvent.NoticeUndeliverable>(city, citizen);
        Assert.Empty(mail.Letters);
        var history = (await citizen.Views())["history"]!.AsArray().Select(line => line!["what"]!.GetValue<string>());
        Assert.Contains("Courriel non remis : l’adresse est refusée", history);
    }

    [Fact]
    public async Task A_server_that_cannot_prove_who_it_is_gets_no_letter()
    {
        await using var mail = await MailServer.Start("a password");
        var channel = new EmailChannel(new("127.0.0.1", mail.Port, Encrypted: true, "casa", "a password", "ne-pas-repondre@casa.test"));
        var notice = new Notice("LEG-1.1.notify", Citizen.Email, Language.French, new("Essai", "تجربة"), [new("Essai", "تجربة")]);
        await Assert.ThrowsAsync<Later>(() => channel.Send(notice, default));
        Assert.Empty(mail.Letters);
    }

    [Fact]
    public async Task The_access_code_goes_to_the_address_on_file_alone_and_once_an_hour()
    {
        await using var mail = await MailServer.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), mail.Settings);
        var citizen = await Citizen.Submits(city.Http);
        await Noted<LegalisationEvent.ApplicantNotified>(city, citizen);
        foreach (var reference in (string[])[citizen.Reference, citizen.Reference, "LEG-00000-000000", "nonsense"])
        {
            using var answer = await citizen.Call(HttpMethod.Post, $"/api/legalisations/{reference}/access-code");
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal("accepted", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"]!.GetValue<string>());
        }
        await Eventually.True(() => mail.Letters.Count == 2, "the code's letter");
        Assert.Contains(citizen.AccessCode, mail.Letters[1].Read().TextBody, StringComparison.Ordinal);
        Assert.Equal(Citizen.Email, mail.Letters[1].To);
        var history = await city.Counter.Cases.History(city.Counter.Kind, citizen.Reference, default);
        Assert.Single(history, happened => happened.Event is LegalisationEvent.AccessCodeAsked);
    }

    [Theory]
    [InlineData("Casa:Notices:SmtpHost=mail.test")]
    [InlineData("Casa:Notices:SmtpHost=mail.test;Casa:Notices:From=a@casa.test;Casa:Notices:SmtpTls=off")]
    public void A_production_city_does_not_start_without_a_sender_or_with_mail_in_the_clear(string settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build();
        Assert.Throws<InvalidOperationException>(() => EmailOptions.Of(configuration, development: false));
    }

    [Fact]
    public void Pauses_grow_to_an_hour_and_end_after_about_a_day()
    {
        var pauses = Enumerable.Range(0, 40).Select(tries => Later.Pause(tries, TimeSpan.FromSeconds(30))).TakeWhile(pause => pause is not null).Select(pause => pause!.Value).ToList();
        Assert.Equal(TimeSpan.FromSeconds(30), pauses[0]);
        Assert.Equal(TimeSpan.FromMinutes(2), pauses[2]);
        Assert.Equal(TimeSpan.FromHours(1), pauses[^1]);
        Assert.InRange(pauses.Aggregate((sum, pause) => sum + pause), TimeSpan.FromHours(20), TimeSpan.FromHours(28));
    }

    static Task Noted<TEvent>(CityInProcess city, Citizen citizen) where TEvent : LegalisationEvent => Eventually.True(
        async () => (await city.Counter.Cases.History(city.Counter.Kind, citizen.Reference, default)).Any(happened => happened.Event is TEvent),
        $"{citizen.Reference} notes {typeof(TEvent).Name}");
}
