using CasaServerless.Bot.Dialogs;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Tests.Bot;

/// <summary>While something is waited for, or was offered: what is touched, answered otherwise, in other signs or in the other language is still taken for what it is.</summary>
public sealed class WaitingTests
{
    const string Reference = OneCaseDesk.Reference, Code = OneCaseDesk.Code;
    readonly CasaServerless.Bot.Dialogs.Assistant assistant = new(new OneCaseDesk());
    Talk? talk;

    // Web chat sends back the title of what was touched, and nothing else.
    [Fact]
    public async Task A_title_that_was_touched_is_the_choice_that_was_offered_under_it()
    {
        var asked = await Says("je voudrais une copie conforme de mon diplôme");
        Assert.Equal("papers for a copy", Text(await Says(asked.Choices[0].Title)));
        foreach (var (question, copy) in new[] { ("quels papiers dois-je apporter ?", "Copie conforme"), ("شنو الوراق اللي خاصني", "نسخة مطابقة للأصل") })
        {
            Assert.Equal(copy, (await Says(question)).Choices[1].Title);
            Assert.Equal("papers for a copy", Text(await Says(copy)));
        }
        asked = await Says("au secours il y a le feu");
        Assert.StartsWith("Signalez-le ici", Text(await Says(asked.Choices[0].Title)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_title_is_its_own_wish_whenever_it_was_shown() => Assert.All(Wishes.Titles, each =>
    {
        Assert.Equal($"wish:{each.Key.Id()}", Wishes.Titled(each.Value.Fr, []));
        Assert.Equal($"wish:{each.Key.Id()}", Wishes.Titled(each.Value.Ar + " ", []));
    });

    [Fact]
    public async Task The_act_whose_papers_were_asked_for_may_be_written()
    {
        await Says("quels papiers dois-je apporter ?");
        Assert.Equal("papers for a copy", Text(await Says("c'est pour une copie conforme")));
        await Says("quels papiers dois-je apporter ?");
        Assert.Contains("177", Text(await Says("au secours il y a le feu")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u200f2")]
    [InlineData("2\uFE0F\u20E3")]
    [InlineData("۲.")]
    [InlineData("２")]
    public async Task A_number_is_one_in_whatever_signs(string number)
    {
        await Says("quels papiers dois-je apporter ?");
        Assert.Equal("papers for a copy", Text(await Says(number)));
    }

    [Theory]
    [InlineData("٧KQ٣-٩XMP")]
    [InlineData("\u20667KQ3-9XMP\u2069")]
    [InlineData("7KQ3\u20119XMP")]
    [InlineData("７ＫＱ３-９ＸＭＰ")]
    [InlineData("« 7KQ3-9XMP ».")]
    [InlineData("le code est 7KQ3-9XMP merci")]
    [InlineData("الرمز هو 7KQ3 - 9XMP")]
    public async Task A_code_is_one_in_whatever_signs(string code)
    {
        await Says(Reference);
        Assert.StartsWith("en cours", Text(await Says(code)).Replace("قيد المعالجة", "en cours", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_beside_its_reference_is_not_asked_for_again()
    {
        Assert.Equal("en cours", Text(await Says($"ma référence {Reference} et le code {Code}")));
        Assert.Contains("Écrivez de nouveau le code", Text(await Says($"{Reference} 0000000A")), StringComparison.Ordinal);
        Assert.Contains("Écrivez maintenant le code", Text(await Says($"monsieur {Reference} merci")), StringComparison.Ordinal);
        Assert.Contains("Écrivez de nouveau le code", Text(await Says($"{Reference} 0000-000A")), StringComparison.Ordinal);
        Assert.Equal("en cours", Text(await Says(Code)));
    }

    // They have as many letters as a code, and tries are counted.
    [Theory]
    [InlineData("oui merci")]
    [InlineData("agent svp")]
    [InlineData("la police")]
    [InlineData("pourquoi")]
    public async Task Words_are_not_tried_as_a_code(string words)
    {
        await Says(Reference);
        Assert.DoesNotContain("Aucun dossier", Text(await Says(words)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jdid kayt7ett fo9ach, l update d les fichiers kol ch7al")]
    [InlineData("mab9awch y9elbo l lawra9, rd liya dossier f wjhi w gal liya sir t9ra")]
    [InlineData("les stations de la ligne T3 ont-elles toutes une rampe")]
    public void Parts_of_words_are_no_reference(string text) => Assert.Null(WrittenReference.In(text));

    [Fact]
    public async Task Whom_a_touch_tells_in_danger_is_warned_and_a_touch_mutes_while_an_agent_has_the_conversation()
    {
        await Says("agent");
        Assert.Contains("177", Text(await Chooses("wish:emergency")), StringComparison.Ordinal);
        Assert.Contains("plus de message", Text(await Chooses("wish:opt_out")), StringComparison.Ordinal);
        Assert.True(talk is { Quiet: true, WithPerson: true });
    }

    [Fact]
    public async Task Danger_that_is_told_at_the_end_of_a_long_message_is_heard()
    {
        var much = string.Concat(Enumerable.Repeat("bonjour je vous écris pour ma rue ", 75)) + "au secours incendie des gens sont coincés";
        Assert.True(much.Length is > Utterance.MostSigns and < 4000);
        Assert.Contains("177", Text(await Says(much)), StringComparison.Ordinal);
        Assert.NotNull(CasaServerless.Bot.Dialogs.Assistant.Warning(much, Tongue.French));
    }

    [Fact]
    public async Task What_is_written_beside_a_file_is_granted_and_the_file_told_to_have_come()
    {
        await Says("Bonjour");
        var told = Text(await Sends("le lampadaire devant chez moi est cassé"));
        Assert.Contains("service=lighting", told, StringComparison.Ordinal);
        Assert.EndsWith("demandez à lui parler.", told, StringComparison.Ordinal);
        await Sends("je ne veux plus recevoir vos messages");
        Assert.True(talk!.Quiet);
        await Sends("je veux parler à un agent");
        Assert.True(talk.WithPerson);
    }

    [Fact]
    public async Task What_mutes_is_confirmed_by_a_yes_and_not_offered_by_the_way()
    {
        talk = new(Tongue.French);
        var asked = await Says("je reçois trop de messages de vous");
        Assert.Equal("wish:opt_out", asked.Choices[0].Id);
        Assert.StartsWith("Souhaitez-vous ne plus recevoir", asked.Text, StringComparison.Ordinal);
        Assert.False(talk!.Quiet);
        Assert.Contains("plus de message", Text(await Says("Oui !")), StringComparison.Ordinal);
        Assert.True(talk.Quiet);
        Assert.DoesNotContain("wish:opt_out", (await Says("oui")).Choices.Select(choice => choice.Id));
    }

    [Fact]
    public async Task Never_is_not_begin()
    {
        await Says("STOP");
        foreach (var never in (string[])["أبدا", "أبدًا"])
        {
            await Says(never);
            Assert.True(talk!.Quiet, never);
        }
        await Says("ابدا");
        Assert.False(talk!.Quiet);
    }

    [Fact]
    public async Task A_place_says_nothing_of_its_writer_s_language()
    {
        await Says("السلام عليكم");
        await Says("وقتاش كتحلو");
        Assert.Equal(Tongue.Arabic, (await Says("anfa")).Tongue);
        talk = new(Tongue.French);
        Assert.Equal(Tongue.French, (await Says("et à Maarif ?")).Tongue);
        Assert.Equal(Tongue.Arabic, (await Says("أنفا")).Tongue);
    }

    [Fact]
    public async Task Arabic_letters_are_answered_in_arabic_in_whatever_form_and_whatever_is_waited_for()
    {
        await Says("suivi");
        Assert.Equal(Tongue.Arabic, (await Says("ما عنديش المرجع")).Tongue);
        talk = new(Tongue.French);
        Assert.Equal(Tongue.Arabic, (await Says("ﺣﺮﻳﻖ ﻓﺎﻟﺪﺍﺭ ﻋﺘﻘﻮﻧﺎ")).Tongue);
    }

    [Fact]
    public async Task Something_else_that_is_told_of_a_place_is_not_its_hours()
    {
        await Says("vous ouvrez à quelle heure ?");
        Assert.DoesNotContain("hours of", Text(await Says("le tram ne passe plus à Anfa")), StringComparison.Ordinal);
        await Says("vous ouvrez à quelle heure ?");
        Assert.Equal("hours of maarif", Text(await Says("celui d'à côté du marché à Maarif")));
    }

    [Fact]
    public void Who_is_answered_by_an_agent_is_asked_for_nothing_any_more() =>
        Assert.Equal(new Talk(Tongue.French) { WithPerson = true }, CasaServerless.Bot.Dialogs.Assistant.TakenBy(new(Tongue.French, Expects.AccessCode, Reference, ["standing"])));

    static string Text(Reply reply) => reply.Text;

    async Task<Reply> Says(string text) => Keep(await assistant.Take(talk, new("1", text), default));

    async Task<Reply> Chooses(string id) => Keep(await assistant.Take(talk, new("1", "") { Chosen = id }, default));

    async Task<Reply> Sends(string caption) => Keep(await assistant.Take(talk, new("1", caption) { Files = 1 }, default));

    Reply Keep(Turn turn)
    {
        talk = turn.Next;
        return turn.Replies.Single();
    }
}
