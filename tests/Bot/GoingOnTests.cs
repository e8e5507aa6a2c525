using CasaServerless.Bot.Dialogs;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Tests.Bot;

/// <summary>A conversation goes on: nobody is held where they cannot answer, what was asked last is asked again of another, and a word that answers nothing shows what there is.</summary>
public sealed class GoingOnTests
{
    readonly CasaServerless.Bot.Dialogs.Assistant assistant = new(new OneCaseDesk());
    Talk? talk;

    [Theory]
    [InlineData("je l'ai perdue", "adressez-vous à votre bureau")]
    [InlineData("c'est quoi une référence", "adressez-vous à votre bureau")]
    [InlineData("ضاع مني المرجع", "فتوجهوا إلى مكتب")]
    [InlineData("12345678", "pas complète")]
    [InlineData("abcdef", "pas complète")]
    public async Task Who_has_no_reference_is_told_where_it_stands(string said, string answer)
    {
        await Says("suivi");
        Assert.Contains(answer, (await Says(said)).Text, StringComparison.Ordinal);
        Assert.Equal(Expects.Reference, talk!.Expects);
        Assert.Equal("en cours", (await Says($"{OneCaseDesk.Reference} {OneCaseDesk.Code}")).Text.Replace("قيد المعالجة", "en cours", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ضاع مني المرجع", "يوجد المرجع")]
    [InlineData("فقدت المرجع", "يوجد المرجع")]
    [InlineData("j'ai perdu ma référence", "La référence est dans")]
    [InlineData("dya3t lcode dyali chno ndir", "يوجد رمز الولوج")]
    [InlineData("je n'ai jamais reçu de code", "à côté de la référence")]
    public async Task What_somebody_has_not_is_what_they_are_told_of(string said, string answer)
    {
        await Says("suivi");
        Assert.Contains(answer, (await Says(said)).Text, StringComparison.Ordinal);
        await Says(OneCaseDesk.Reference);
        Assert.Contains(answer, (await Says(said)).Text, StringComparison.Ordinal);
        Assert.Equal((Expects.AccessCode, OneCaseDesk.Reference), (talk!.Expects, talk.Reference));
        await Says("menu");
        Assert.Contains(answer, (await Says(said)).Text, StringComparison.Ordinal);
        Assert.Equal(Expects.Reference, talk.Expects);
        Assert.Contains("d’abord", (await Says(OneCaseDesk.Code)).Text.Replace("أولا", "d’abord", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ne m'envoyez plus de messages, je n'ai pas le code", true, false)]
    [InlineData("je n'ai pas de référence, je veux parler à un agent", false, true)]
    [InlineData("ما عنديش الرمز بغيت نهضر مع شي موظف", false, true)]
    public async Task Who_has_no_code_is_obeyed_all_the_same(string said, bool quiet, bool person)
    {
        foreach (var before in (string[])["suivi", OneCaseDesk.Reference])
        {
            talk = null;
            await Says(before);
            await Says(said);
            Assert.Equal((quiet, person), (talk!.Quiet, talk.WithPerson));
        }
    }

    [Fact]
    public async Task A_day_is_kept_for_the_bureau_and_a_bureau_for_another_day()
    {
        await Says("Bonjour");
        Assert.StartsWith("hours of the commune on 2026-12-05", (await Says("c'est ouvert samedi ?")).Text, StringComparison.Ordinal);
        Assert.Equal("hours of anfa on 2026-12-05", (await Says("Anfa")).Text);
        Assert.Equal("hours of anfa on 2026-12-06", (await Says("et dimanche ?")).Text);
        Assert.Equal("hours of maarif on 2026-12-06", (await Says("et à Maarif ?")).Text);
        Assert.Equal("hours of anfa", (await Says("horaires à Anfa du lundi au vendredi ?")).Text);
        Assert.Equal("hours of anfa on 2026-11-30", (await Says("c'est ouvert aujourd'hui lundi à Anfa ?")).Text);
    }

    [Theory]
    [InlineData("bghit nsignaler 7ofra f Maarif", "service=road")]
    [InlineData("je veux signaler un tas d'ordures", "service=waste")]
    [InlineData("fin kayn l bureau dyal anfa", "hours of anfa")]
    [InlineData("chhal khassni nkhelless 3la jouj nsakh", "/Legalise")]
    public async Task Another_wish_leads_away_from_a_reference_and_from_a_code(string said, string answer)
    {
        foreach (var before in (string[])["suivi", OneCaseDesk.Reference])
        {
            await Says(before);
            Assert.Contains(answer, (await Says(said)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_example_is_told_to_be_one()
    {
        await Says("suivi");
        Assert.StartsWith("Cette référence n’est qu’un exemple", (await Says("TIC-7K3Q9-XM2PAV")).Text, StringComparison.Ordinal);
        Assert.Equal((Expects.Reference, null), (talk!.Expects, talk.Reference));
    }

    [Theory]
    [InlineData("reprendre")]
    [InlineData("ابدأ")]
    public async Task Messages_are_resumed_in_a_word(string said)
    {
        await Says("STOP");
        await Says(said);
        Assert.False(talk!.Quiet);
    }

    [Fact]
    public async Task A_question_beside_what_is_waited_for_is_answered()
    {
        await Says(OneCaseDesk.Reference);
        Assert.Contains("à côté de la référence", (await Says("je n'ai plus le code")).Text, StringComparison.Ordinal);
        Assert.StartsWith("hours of", (await Says("à quelle heure ouvrez-vous ?")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("non, pas Maarif: Anfa", "anfa")]
    [InlineData("et à Sidi Moumen ?", "sidi_moumen")]
    [InlineData("ماشي المعاريف، أنفا", "anfa")]
    [InlineData("w f sidi moumen?", "sidi_moumen")]
    public async Task The_hours_of_one_bureau_may_be_followed_by_those_of_another(string said, string bureau)
    {
        await Says("Bonjour");
        Assert.Equal("hours of maarif", (await Says("horaires du bureau de Maarif")).Text);
        Assert.Equal($"hours of {bureau}", (await Says(said)).Text);
        Assert.Equal("hours of maarif", (await Says("Maarif ?")).Text);
    }

    [Theory]
    [InlineData("oui")]
    [InlineData("non")]
    [InlineData("non, laissez tomber")]
    [InlineData("نعم")]
    [InlineData("لا")]
    public async Task A_yes_or_no_that_answers_nothing_shows_what_there_is(string said)
    {
        await Says("suivi");
        Assert.Equal(["standing", "wish:report_problem", "wish:legalise_signature:either", "wish:opening_hours", "person", "tongue"], (await Says(said)).Choices.Select(choice => choice.Id));
        Assert.Equal(Expects.Anything, talk!.Expects);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("😀")]
    public async Task Of_what_nothing_is_understood_nothing_is_guessed(string said)
    {
        await Says("Bonjour");
        var reply = await Says(said);
        Assert.StartsWith("Je n’ai pas compris", reply.Text, StringComparison.Ordinal);
        Assert.Equal(6, reply.Choices.Count);
    }

    [Fact]
    public async Task Peace_is_returned_and_a_thumb_is_thanks()
    {
        Assert.StartsWith("السلام عليكم", (await Says("السلام عليكم")).Text, StringComparison.Ordinal);
        Assert.StartsWith("وعليكم السلام", (await Says("السلام عليكم")).Text, StringComparison.Ordinal);
        Assert.StartsWith("أهلا وسهلا", (await Says("صباح الخير")).Text, StringComparison.Ordinal);
        Assert.StartsWith("على الرحب", (await Says("👍🏽")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_words_of_darija_in_latin_letters_do_not_change_the_language()
    {
        await Says("سلام");
        Assert.Equal(Tongue.Arabic, (await Says("chokran bzaf")).Tongue);
        Assert.Equal(Tongue.Arabic, (await Says("assistant")).Tongue);
        Assert.Equal(Tongue.French, (await Says("je voudrais une copie conforme")).Tongue);
    }

    [Fact]
    public void Where_nobody_is_there_it_is_offered_to_say_when()
    {
        var turn = CasaServerless.Bot.Dialogs.Assistant.NobodyThere(new Talk(Tongue.French) { WithPerson = true }, new("Personne.", "لا أحد."));
        Assert.False(turn.Next.WithPerson);
        Assert.Equal(["wish:opening_hours", "standing", "tongue"], turn.Replies.Single().Choices.Select(choice => choice.Id));
    }

    async Task<Reply> Says(string text)
    {
        var turn = await assistant.Take(talk, new("1", text), default);
        talk = turn.Next;
        return turn.Replies.Single();
    }
}
