using CasaServerless.Bot;
using CasaServerless.Bot.Dialogs;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Tests.Bot;

/// <summary>The conversation itself: a menu, where a case stands, a person, the language, silence.</summary>
public sealed class AssistantTests
{
    const string Reference = OneCaseDesk.Reference, Code = OneCaseDesk.Code;
    readonly CasaServerless.Bot.Dialogs.Assistant assistant = new(new OneCaseDesk());
    Talk? talk;

    [Fact]
    public async Task The_first_word_is_answered_in_its_script_with_the_menu()
    {
        Assert.Equal(["standing", "wish:report_problem", "wish:legalise_signature:either", "wish:opening_hours", "person", "tongue"], (await Says("السلام عليكم")).Single().Choices.Select(choice => choice.Id));
        Assert.Equal(Tongue.Arabic, talk!.Tongue);
        talk = null;
        Assert.Equal(Tongue.French, (await Says("Bonjour")).Single().Tongue);
    }

    [Theory]
    [InlineData("Où en est mon dossier")]
    [InlineData("1")]
    [InlineData("suivi")]
    public async Task Where_a_case_stands_is_told_to_whoever_has_its_code(string asks)
    {
        await Says("Bonjour");
        Assert.Contains("référence", (await Says(asks)).Single().Text, StringComparison.Ordinal);
        Assert.Contains("pas complète", (await Says("TIC-7K3Q9")).Single().Text, StringComparison.Ordinal);
        Assert.Contains("code d’accès", (await Says(Reference)).Single().Text, StringComparison.Ordinal);
        Assert.Contains("Aucun dossier", (await Says("0000-0000")).Single().Text, StringComparison.Ordinal);
        await Says(Reference);
        Assert.Equal("en cours", (await Says(Code)).Single().Text);
        Assert.Null(talk!.Reference);
    }

    [Fact]
    public async Task A_reference_may_come_at_any_time_and_a_code_does_not_change_the_language()
    {
        await Says("السلام عليكم");
        Assert.Contains("رمز الولوج", (await Says(Reference)).Single().Text, StringComparison.Ordinal);
        Assert.Equal("قيد المعالجة", (await Says(Code)).Single().Text);
    }

    [Fact]
    public async Task A_wrong_code_is_written_again_without_the_reference()
    {
        await Says(Reference);
        Assert.Contains("Écrivez de nouveau le code", (await Says("0000-0000")).Single().Text, StringComparison.Ordinal);
        // What is no code is not tried as one: tries are counted.
        Assert.Contains("huit lettres", (await Says("je ne l’ai plus")).Single().Text, StringComparison.Ordinal);
        Assert.Equal("en cours", (await Says(Code)).Single().Text);
    }

    [Theory]
    [InlineData("tic 4n8wd r5tq2h")]
    [InlineData("TIC4N8WDR5TQ2H")]
    [InlineData("TIC - 4N8WD - R5TQ2H")]
    [InlineData("Où en est TIC-4N8WD-R5TQ2H ?")]
    [InlineData("\u2066TIC\u20114N8WD\u2013R5TQ2H\u2069")]
    [InlineData("TIC-٤N٨WD-R٥TQ٢H")]
    public async Task A_reference_is_found_however_it_is_written(string text)
    {
        await Says("Bonjour");
        foreach (var before in (string[])["menu", "suivi"])
        {
            await Says(before);
            Assert.Contains("code d’accès", (await Says(text)).Single().Text, StringComparison.Ordinal);
            Assert.Equal(Reference, talk!.Reference);
        }
        // Another reference in place of the code is another reference, and no try.
        Assert.DoesNotContain("huit lettres", (await Says("TIC-00000-000000")).Single().Text, StringComparison.Ordinal);
        Assert.Null(talk!.Reference);
    }

    [Fact]
    public async Task Words_of_the_lengths_of_a_reference_are_none()
    {
        await Says("Bonjour");
        Assert.Contains("pas compris", (await Says("que faire demain")).Single().Text, StringComparison.Ordinal);
        Assert.Equal(Tongue.Arabic, (await Says("ما مآل TIC-4N8WD-R5TQ2H")).Single().Tongue);
    }

    [Theory]
    [InlineData("annuler")]
    [InlineData("إلغاء")]
    public async Task Whoever_has_no_reference_gets_out(string word)
    {
        await Says("suivi");
        Assert.NotEmpty((await Says("xyz")).Single().Choices);
        Assert.NotEmpty((await Says(word)).Single().Choices);
        Assert.Equal(Expects.Anything, talk!.Expects);
    }

    [Fact]
    public async Task Who_never_wrote_before_is_told_who_answers_and_a_greeting_is_returned()
    {
        foreach (var first in (string[])["مرحبا", "السلام عليكم", "القائمة"])
        {
            talk = null;
            Assert.Contains("المساعد الآلي", (await Says(first)).Single().Text, StringComparison.Ordinal);
        }
        Assert.StartsWith("وعليكم السلام", (await Says("السلام عليكم")).Single().Text, StringComparison.Ordinal);
        Assert.StartsWith("على الرحب", (await Says("شكرًا جزيلا")).Single().Text, StringComparison.Ordinal);
        Assert.StartsWith("Je vous en prie", (await Says("Merci !")).Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("start")]
    [InlineData("menu")]
    public async Task Words_that_are_nobody_s_language_do_not_change_it(string word)
    {
        await Says("السلام عليكم");
        Assert.Equal(Tongue.Arabic, (await Says(word)).Single().Tongue);
    }

    [Fact]
    public async Task Whoever_has_shown_the_code_may_be_told_here_of_what_comes()
    {
        await Says("Bonjour");
        await Says("me prévenir ici");
        Assert.Null(talk!.Shown);
        await Says(Reference);
        Assert.Equal(["tell-here", "standing", "person", "tongue"], (await Says(Code)).Single().Choices.Select(choice => choice.Id));
        await Says("STOP");
        Assert.Contains("Vous recevrez ici", (await Says("Me prévenir ici")).Single().Text, StringComparison.Ordinal);
        Assert.False(talk!.Quiet);
    }

    [Fact]
    public async Task A_language_that_was_chosen_stays_whatever_is_written()
    {
        await Says("Bonjour");
        Assert.Equal(Tongue.Arabic, (await Chooses("tongue")).Single().Tongue);
        Assert.Equal(Tongue.Arabic, (await Says("je ne sais pas")).Single().Tongue);
        Assert.Equal(Tongue.French, (await Says("français")).Single().Tongue);
    }

    [Fact]
    public async Task While_a_person_has_the_conversation_the_assistant_is_silent()
    {
        await Says("Bonjour");
        var called = await assistant.Take(talk, new("2", "") { Chosen = "person" }, default);
        Assert.True(called.CallsPerson);
        talk = called.Next;
        foreach (var text in (string[])["Il y a une fuite", "1", "menu", Reference]) Assert.Empty(await Says(text));
        Assert.NotEmpty(await Says("assistant"));
        Assert.NotEmpty(await Says("menu"));
        Assert.Empty(CasaServerless.Bot.Dialogs.Assistant.GiveBack(talk).Replies);
        Assert.NotEmpty(CasaServerless.Bot.Dialogs.Assistant.GiveBack(talk with { WithPerson = true }).Replies);
    }

    [Fact]
    public async Task What_is_sent_without_being_asked_for_is_not_misunderstood()
    {
        await Says("Bonjour");
        Assert.Contains("fichier", Keep(await assistant.Take(talk, new("f", "Regardez") { Files = 1 }, default)).Single().Text, StringComparison.Ordinal);
        Assert.Contains("position", Keep(await assistant.Take(talk, new("p", "Ma position") { Point = new(33.5, -7.6) }, default)).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_s_language_is_the_first_until_the_person_s_words_are_in_another()
    {
        Assert.Equal(Tongue.Arabic, (await assistant.Take(null, new("1", "?"), default, Tongue.Arabic)).Replies.Single().Tongue);
        Assert.Equal(Tongue.French, (await assistant.Take(null, new("1", "que faire"), default, Tongue.Arabic)).Replies.Single().Tongue);
    }

    [Fact]
    public async Task Stop_is_obeyed_and_start_undoes_it()
    {
        await Says("STOP");
        Assert.True(talk!.Quiet);
        await Says("Start.");
        Assert.False(talk.Quiet);
        foreach (var stops in (string[])["قف", "توقف", "إيقاف", "ايقاف"])
        {
            await Says(stops);
            Assert.True(talk.Quiet, stops);
            await Says("ابدأ");
            Assert.False(talk.Quiet);
        }
    }

    [Fact]
    public async Task Stop_is_obeyed_while_an_agent_has_the_conversation()
    {
        await Says("agent");
        Assert.Contains("plus de message", (await Says("STOP")).Single().Text, StringComparison.Ordinal);
        Assert.True(talk is { Quiet: true, WithPerson: true });
        Assert.Empty(await Says("merci"));
        Assert.Single(await Says("start"));
        Assert.True(talk is { Quiet: false, WithPerson: true });
    }

    [Fact]
    public async Task Numbers_mean_what_was_offered_last_in_either_digits()
    {
        await Says("السلام عليكم");
        Assert.Contains("المرجع", (await Says("١")).Single().Text, StringComparison.Ordinal);
        // Nothing was offered with that question: a number is a wrong reference now.
        Assert.Contains("غير مكتمل", (await Says("2")).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_understood_or_cannot_be_taken_is_said()
    {
        await Says("Bonjour");
        Assert.Contains("pas compris", (await Says("xyz")).Single().Text, StringComparison.Ordinal);
        var turn = await assistant.Take(talk, new("f", "") { Files = 1 }, default);
        Assert.Contains("fichier", turn.Replies.Single().Text, StringComparison.Ordinal);
    }

    async Task<IReadOnlyList<Reply>> Says(string text) => Keep(await assistant.Take(talk, new("1", text), default));

    async Task<IReadOnlyList<Reply>> Chooses(string id) => Keep(await assistant.Take(talk, new("1", "") { Chosen = id }, default));

    IReadOnlyList<Reply> Keep(Turn turn)
    {
        talk = turn.Next;
        return turn.Replies;
    }
}
