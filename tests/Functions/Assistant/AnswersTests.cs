using CasaServerless.Assistant;
using CasaServerless.Bot.Language;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Assistant;

/// <summary>What the city answers to what was understood: hours from its référentiels, links to its pages, and what somebody else thinks.</summary>
public sealed class AnswersTests(Azurite azurite)
{
    static readonly string[] arrondissements =
    [
        "ain_chock", "ain_sebaa", "al_fida", "anfa", "ben_msik", "hay_hassani", "hay_mohammadi", "maarif", "mers_sultan", "moulay_rachid", "roches_noires", "sbata", "sidi_belyout",
        "sidi_bernoussi", "sidi_moumen", "sidi_othmane",
    ];

    [Fact]
    public async Task Hours_are_those_of_the_bureaus_and_what_is_otherwise_today_is_told()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var referentiels = city.Services.GetRequiredService<ReferentielStore>();
        foreach (var each in arrondissements) Assert.Contains("Ouvert du lundi au vendredi de 08:30 à 16:30.", await On(2026, 12, 2, each), StringComparison.Ordinal);
        Assert.Equal("Les bureaux de la commune sont ouverts en général du lundi au vendredi de 08:30 à 16:30.", await On(2026, 12, 2, null));
        Assert.Equal("مكاتب الجماعة مفتوحة عموما من الاثنين إلى الجمعة من 08:30 إلى 16:30.", (await On(2026, 12, 2, null, Language.Arabic)).Replace("الإثنين", "الاثنين", StringComparison.Ordinal));
        Assert.Contains("Fermé aujourd’hui :", await On(2026, 5, 27, "anfa"), StringComparison.Ordinal);
        Assert.Contains("مغلق اليوم:", await On(2026, 5, 27, null, Language.Arabic), StringComparison.Ordinal);
        Assert.Contains("Pendant le ramadan : du lundi au vendredi de 09:00 à 15:00.", await On(2026, 2, 20, "anfa"), StringComparison.Ordinal);

        // The day that is asked of is answered first; one that is over is not.
        Assert.StartsWith("Samedi 5 décembre : fermé.\n\nLes bureaux", await On(2026, 11, 30, null, asked: new(2026, 12, 5)), StringComparison.Ordinal);
        Assert.Contains("\nMardi 1er décembre : ouvert de 08:30 à 16:30.\nOuvert du lundi", await On(2026, 11, 30, "anfa", asked: new(2026, 12, 1)), StringComparison.Ordinal);
        Assert.Contains(" : fermé (Aïd", await On(2026, 5, 20, "anfa", asked: new(2026, 5, 27)), StringComparison.Ordinal);
        Assert.Contains(": مغلق.", await On(2026, 11, 30, "maarif", Language.Arabic, new(2026, 12, 6)), StringComparison.Ordinal);
        Assert.Equal(await On(2026, 11, 30, "anfa"), await On(2026, 11, 30, "anfa", asked: new(2026, 11, 29)));

        // The closure of one of two bureaus is told of that one.
        Assert.True(await city.Services.GetRequiredService<ReferenceTable>().Add("holidays", "works", """
            {"id":"works","from":"2026-12-02","until":"2026-12-03","name":{"fr":"Travaux","ar":"أشغال"},"provisional":false,"basis":{"fr":"","ar":""},"demonstration":true,"bureau":"anfa-2"}
            """, default));
        referentiels.Forget();
        var closed = (await On(2026, 12, 2, "anfa")).Split("\n\n");
        Assert.Equal(3, closed.Length);
        Assert.Equal("Fermé aujourd’hui : Travaux.", closed[2]);
        Assert.DoesNotContain("Travaux", await On(2026, 12, 4, "anfa"), StringComparison.Ordinal);

        Task<string> On(int year, int month, int day, string? where, Language language = Language.French, DateOnly? asked = null) =>
            new BureauHours(referentiels, new FakeTimeProvider(new(year, month, day, 12, 0, 0, TimeSpan.Zero))).Of(where, asked, language, default);
    }

    [Fact]
    public async Task Each_category_is_a_service_that_can_be_chosen()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        foreach (var category in Categories.Ids.Select(Problems.ServiceOf).Append(Problems.OfService))
            Assert.False((await city.Services.GetRequiredService<ReferentielStore>().Service(category!, default))!.Hidden, category);
        Assert.Null(Problems.ServiceOf("x"));
    }

    [Fact]
    public async Task A_cry_is_heard_in_a_flood_and_in_its_language_beside_a_file_that_cannot_be_taken()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Assistant:MessagesAMinute=2", "--Casa:Limits:DirectLineUpload:Calls=1000");
        using var chat = await ChatClient.Begin(city, "fr");
        using var video = new MultipartFormDataContent
        {
            { new StringContent("""{"type":"message","text":"عتقونا كاين حريق والناس محصورين"}""", System.Text.Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob" },
            { new StringContent("no film"), "file", "x.mp4" },
        };
        await chat.Post($"/v3/directline/conversations/{chat.Id}/upload", video);
        var told = (await chat.Read()).ConvertAll(one => one.GetProperty("text").GetString()!);
        Assert.Contains("177", told[^2], StringComparison.Ordinal);
        Assert.All(told.TakeLast(2), text => Assert.Contains("ال", text, StringComparison.Ordinal));
        for (var at = 0; at < 2; at++) await chat.Say("menu", $"{at}");
        await chat.Read();
        await chat.Say("au secours il y a le feu", "cry");
        Assert.Contains(await chat.Read(), one => one.GetProperty("text").GetString()!.Contains("177", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_problem_in_darija_is_answered_with_its_form()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        using var chat = await ChatClient.Begin(city, "ar");
        await chat.Read();
        await chat.Say("الزبل عامر فالدرب ديالنا هادي سيمانة", "1");
        var told = Told(await chat.Read());
        Assert.Contains("/report?service=ordures-non-ramassees&lang=ar", told.Text, StringComparison.Ordinal);
        await chat.Say("ما هي الوثائق المطلوبة للحصول على نسخة مطابقة للأصل؟", "2");
        told = Told(await chat.Read());
        Assert.Contains("أحضروا معكم", told.Text, StringComparison.Ordinal);
        Assert.Contains("الرسم: 2.00 درهم عن كل نسخة.", told.Text, StringComparison.Ordinal);
        await chat.Say("combien coûte une légalisation de signature ?", "3");
        Assert.Contains("Taxe : 2,00\u00a0DH par signature.", Told(await chat.Read()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_thinks_of_an_unclear_message_is_offered_first()
    {
        await using var model = await PlayedOpenAi.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), model.Settings);
        using var chat = await ChatClient.Begin(city, "fr");
        await chat.Read();
        await chat.Say("hyacinthe", "1");
        Assert.Equal("Taxes locales", Told(await chat.Read()).Offered[0]);
        await chat.Say("au secours il y a le feu chez moi", "2");
        Assert.Contains("177", Told(await chat.Read()).Text, StringComparison.Ordinal);
        Assert.Single(model.Asked);
    }

    static (string Text, string[] Offered) Told(List<System.Text.Json.JsonElement> activities)
    {
        var last = activities[^1];
        return (last.GetProperty("text").GetString()!, [.. last.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("title").GetString()!)]);
    }
}
