using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Dialogs;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Messages;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Bot;

/// <summary>What a person wants, said in their own words and in four ways of writing, is answered.</summary>
public sealed class WishesTests
{
    readonly CasaServerless.Bot.Dialogs.Assistant assistant = new(new OneCaseDesk());
    Talk? talk;

    [Theory]
    [InlineData("la lampe devant chez moi est grillée depuis lundi", "service=lighting")]
    [InlineData("الزبل عامر فالدرب ديالنا هادي سيمانة", "service=waste")]
    [InlineData("kayna 7ofra kbira f trig 9dam lmedrasa", "service=road")]
    [InlineData("je voudrais légaliser ma signature sur un contrat", "/Legalise")]
    [InlineData("bghit nsawb nuskha mtab9a l lasl", "/Legalise")]
    [InlineData("أرغب في إلغاء موعدي", "/FollowRequest")]
    [InlineData("l'agent du guichet m'a parlé très mal et m'a fait attendre deux heures", "/Complain")]
    [InlineData("à quelle heure ouvre l'arrondissement d'Anfa ?", "hours of anfa")]
    [InlineData("شنو الوثائق اللي خاصني باش ندير نسخة مطابقة للأصل", "papers for a copy")]
    [InlineData("شنو نجيب باش ندير نسخة مطابقة للأصل", "papers for a copy")]
    [InlineData("je veux signaler un nid de poule", "service=road")]
    [InlineData("أريد الإبلاغ عن حفرة", "service=road")]
    [InlineData("أريد أن أبلغ عن مصباح مكسور", "service=lighting")]
    [InlineData("je signale un lampadaire cassé", "service=lighting")]
    [InlineData("أريد التبليغ عن تراكم النفايات في حي السلام", "service=waste")]
    [InlineData("حفرة", "service=road")]
    [InlineData("je signale un trou", "service=road")]
    [InlineData("bghit nsignaler lbola tafya", "service=lighting")]
    [InlineData("je veux signaler un incendie rue de Fès", "177")]
    [InlineData("أريد الإبلاغ عن حريق في العمارة", "177")]
    [InlineData("bghit nsignaler l3afya f dar", "177")]
    [InlineData("je veux signaler une personne inconsciente", "177")]
    [InlineData("je veux signaler la disparition de mon fils", "177")]
    [InlineData("je voudrais signaler un problème avec la dame de l'accueil", "/Complain")]
    [InlineData("le fil électrique tombé a été réparé, où en est mon signalement ?", "référence que vous avez reçue")]
    [InlineData("bghit nbelle3 3la mochkil", "casa.example/report")]
    [InlineData("combien pour légaliser 3 signatures et 2 copies ?", "2 a copy")]
    [InlineData("c'est ouvert samedi à Anfa ?", "hours of anfa on 2026-12-05")]
    [InlineData("واش محلولين غدا", "hours of the commune on 2026-12-01")]
    [InlineData("on m'a volé mon sac hier", "le 19")]
    [InlineData("lma mqtou3 f hay mohammadi", "الشركة الجهوية")]
    [InlineData("je veux de nouveau recevoir vos messages", "écrivez START")]
    public async Task A_wish_is_answered_with_where_it_is_granted(string text, string told) => Assert.Contains(told, Text(await Says(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("au secours il y a le feu dans l'immeuble et des gens sont coincés")]
    [InlineData("عتقونا كاين حريق والناس محصورين")]
    [InlineData("3ta9ona kayn l3afia f dar w drari wsst")]
    public async Task An_emergency_is_told_the_numbers_first_whoever_has_the_conversation(string text)
    {
        Assert.Contains("177", Text(await Says(text)), StringComparison.Ordinal);
        await Says("agent");
        Assert.True(talk!.WithPerson);
        Assert.Contains("177", Text(await Says(text)), StringComparison.Ordinal);
        Assert.True(talk.WithPerson);
        talk = new(Tongue.French, Expects.AccessCode, OneCaseDesk.Reference);
        Assert.Contains("177", Text(await Says(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_that_may_kill_is_told_the_numbers_too() =>
        Assert.Contains("177", Text(await Says("le mur de l'immeuble abandonné est fissuré et penche sur le trottoir")), StringComparison.Ordinal);

    [Fact]
    public async Task Whoever_writes_first_learns_who_answers()
    {
        Assert.StartsWith("Je suis l’assistant", Text(await Says("je voudrais légaliser une signature")), StringComparison.Ordinal);
        Assert.StartsWith("La légalisation", Text(await Says("je voudrais légaliser une signature")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Darija_in_latin_letters_is_answered_in_arabic()
    {
        await Says("Bonjour");
        Assert.Equal(Tongue.Arabic, (await Says("bghit n3ref chno lwra9 li khassni")).Tongue);
        Assert.Equal(Tongue.French, (await Says("merci beaucoup pour tout")).Tongue);
    }

    [Fact]
    public async Task The_arrondissement_may_be_said_afterwards()
    {
        Assert.Contains("hours of the commune", Text(await Says("vous ouvrez à quelle heure ?")), StringComparison.Ordinal);
        Assert.Equal(Expects.Arrondissement, talk!.Expects);
        Assert.Equal("hours of maarif", Text(await Says("Maârif")));
        Assert.Equal(Expects.Arrondissement, talk.Expects);
    }

    [Fact]
    public async Task What_to_bring_for_an_act_is_a_touch_away()
    {
        await Says("je voudrais une copie conforme de mon diplôme");
        Assert.Equal("papers for a copy", Text(await Says("1")));
    }

    [Fact]
    public async Task Without_the_act_its_papers_are_asked_for_and_a_touch_tells()
    {
        var asked = await Says("quels papiers dois-je apporter ?");
        Assert.Equal(["wish:required_documents:legalise_signature", "wish:required_documents:certify_copy"], asked.Choices.Take(2).Select(each => each.Id));
        Assert.Equal("papers for a copy", Text(await Says("2")));
        Assert.Contains("Un agent", Text(await Chooses("wish:required_documents:legalise_signature")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_clear_leads_away_from_a_question()
    {
        await Says("suivi");
        Assert.Contains("/Legalise", Text(await Says("je voudrais légaliser ma signature sur un contrat de location")), StringComparison.Ordinal);
        Assert.Equal(Expects.Anything, talk!.Expects);
        await Says("suivi");
        Assert.Contains("pas complète", Text(await Says("euh")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("je ne veux plus recevoir vos messages", true, false)]
    [InlineData("bghit nhder m3a chi wa7ed machi robot", false, true)]
    public async Task Silence_and_a_person_are_understood_in_a_sentence(string text, bool quiet, bool person)
    {
        await Says(text);
        Assert.Equal((quiet, person), (talk!.Quiet, talk.WithPerson));
    }

    [Fact]
    public async Task A_language_is_understood_in_a_sentence()
    {
        await Says("Bonjour");
        Assert.Equal(Tongue.Arabic, (await Says("est-ce que vous pouvez me parler en arabe s'il vous plaît")).Tongue);
        Assert.Contains("العربية والفرنسية", Text(await Says("can you speak English with me please")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_clear_is_asked_and_a_touch_grants_it()
    {
        var its = new CasaServerless.Bot.Dialogs.Assistant(new OneCaseDesk(), new Opinion(Intent.OpeningHours));
        var asked = await its.Take(new(Tongue.French), new("1", "hyacinthe"), default);
        Assert.StartsWith("Je ne suis pas sûr", asked.Replies.Single().Text, StringComparison.Ordinal);
        var granted = await its.Take(asked.Next, new("2", "1"), default);
        Assert.StartsWith("hours of the commune", granted.Replies.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_thinks_is_offered_and_not_done()
    {
        var asked = await new CasaServerless.Bot.Dialogs.Assistant(new OneCaseDesk(), new Opinion(Intent.OptOut)).Take(new(Tongue.French), new("1", "hyacinthe"), default);
        Assert.Equal("wish:opt_out", asked.Replies.Single().Choices[0].Id);
        Assert.False(asked.Next.Quiet);
        var clear = await new CasaServerless.Bot.Dialogs.Assistant(new OneCaseDesk(), new Opinion(Intent.OptOut)).Take(new(Tongue.French), new("1", "le lampadaire est cassé"), default);
        Assert.DoesNotContain("wish:opt_out", clear.Replies.Single().Choices.Select(choice => choice.Id));
    }

    [Theory]
    [InlineData("Est-ce que BW1 va jusqu'à Salmia ?")]
    [InlineData("Puis-je venir à 10h ?")]
    [InlineData("fin kayna l7dida")]
    [InlineData("rah 9ate3 lmmcha")]
    public async Task A_hyphen_makes_no_reference(string text)
    {
        await Says(text);
        Assert.NotEqual(Expects.Reference, talk!.Expects);
    }

    [Fact]
    public async Task An_arrondissement_in_another_wish_is_that_wish()
    {
        await Says("vous ouvrez à quelle heure ?");
        Assert.Contains("service=waste", Text(await Says("poubelles renversées et ordures partout dans la rue à Sidi Moumen")), StringComparison.Ordinal);
        await Says("vous ouvrez à quelle heure ?");
        Assert.Equal("hours of anfa", Text(await Says("Bourgogne")));
    }

    [Fact]
    public async Task Silence_is_obeyed_in_a_sentence_while_an_agent_has_the_conversation()
    {
        await Says("agent");
        Assert.Contains("plus de message", Text(await Says("je ne veux plus recevoir vos messages")), StringComparison.Ordinal);
        Assert.True(talk is { Quiet: true, WithPerson: true });
    }

    [Theory]
    [InlineData("je ne veux pas me désabonner")]
    [InlineData("surtout ne vous arrêtez pas de m'envoyer des messages")]
    [InlineData("supprimer mon nom des listes électorales")]
    [InlineData("je ne veux pas parler à un agent")]
    [InlineData("ma bghitch nhder m3a bnadem")]
    public async Task What_is_denied_is_not_done(string text)
    {
        await Says(text);
        Assert.False(talk!.Quiet || talk.WithPerson);
    }

    [Fact]
    public async Task Every_line_of_the_menu_does_what_it_says_touched_or_by_its_number()
    {
        string[] answers = ["Écrivez la référence", "Signalez-le ici", "La légalisation", "hours of the commune", "Un agent", "سأجيبكم"];
        for (var line = 0; line < answers.Length; line++)
        {
            talk = null;
            var menu = await Says("menu");
            Assert.Equal(answers.Length, menu.Choices.Count);
            Assert.StartsWith(answers[line], Text(await Says(menu.Choices[line].Title)), StringComparison.Ordinal);
            talk = null;
            await Says("menu");
            Assert.StartsWith(answers[line], Text(await Says($"{line + 1}")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("à quelle heure est mon vol pour Paris ?")]
    [InlineData("j'ai perdu la carte bancaire, que faire")]
    [InlineData("سرقني الوقت والله")]
    public async Task No_office_is_named_for_a_word_alone(string text)
    {
        var told = Text(await Says(text));
        foreach (var office in (string[])["le 19", "SRM", "DGSN", "الشركة الجهوية", "الشرطة"]) Assert.DoesNotContain(office, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_hint_has_its_sentence() => Assert.Equal(
        File.ReadLines(Path.Combine(Root.Path, "bot", "Language", "Rules", "hints.txt")).Where(line => line.StartsWith('[')).Select(line => line.Split(' ')[0][1..]).Order(), Sentences.Hints.Keys.Order());

    [Fact]
    public async Task What_is_no_character_hides_no_danger() => Assert.Contains("177", Text(await Says("au secours \uFFFE mon père ne respire plus")), StringComparison.Ordinal);

    [Fact]
    public async Task Half_a_sign_is_no_fault() => Assert.NotEmpty(Text(await Says("bonjour \ud83d")));

    [Fact]
    public void Titles_fit_a_line_of_the_narrowest_list() => Assert.All(Wishes.Titles.Values.Concat(Sentences.Whole.Select(one => one.Title)), title => Assert.True(Math.Max(title.Fr.Length, title.Ar.Length) <= ChannelLimits.WhatsApp.RowTitle, title.Fr));

    [Fact]
    public void A_message_that_cannot_be_taken_may_still_tell_of_danger()
    {
        Assert.Contains("177", CasaServerless.Bot.Dialogs.Assistant.Warning("au secours, incendie dans l'immeuble", Tongue.French)!.Text, StringComparison.Ordinal);
        Assert.Null(CasaServerless.Bot.Dialogs.Assistant.Warning("voici la photo du trou", Tongue.French));
    }

    [Fact]
    public void A_reference_that_is_shown_as_an_example_is_one()
    {
        foreach (var text in new[] { Sentences.WhichReference.Fr, Sentences.WhichReference.Ar })
            Assert.All(System.Text.RegularExpressions.Regex.Matches(text, "[A-Z]{3}-[0-9A-Z-]+"), example => Assert.Equal(example.Value, CasaServerless.Kernel.Identity.Reference.Read(example.Value)));
    }

    sealed class Opinion(Intent its) : ISecondOpinion
    {
        public Task<Intent?> Ask(string text, Understood first, CancellationToken stop) => Task.FromResult<Intent?>(its);
    }

    static string Text(Reply reply) => reply.Text;

    async Task<Reply> Says(string text) => Keep(await assistant.Take(talk, new("1", text), default));

    async Task<Reply> Chooses(string id) => Keep(await assistant.Take(talk, new("1", "") { Chosen = id }, default));

    Reply Keep(Turn turn)
    {
        talk = turn.Next;
        return turn.Replies.Single();
    }
}
