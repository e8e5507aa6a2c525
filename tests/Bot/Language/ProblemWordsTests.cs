using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Names;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>The fourteen kinds of street problems are known by their words in all four languages; one is found, or none.</summary>
public sealed class ProblemWordsTests
{
    [Fact]
    public void There_are_fourteen() => Assert.Equal(
        ["abandoned_vehicle", "building_danger", "green_space", "lighting", "noise", "parking", "pests", "public_space_occupation", "road", "sewage", "stray_animals", "traffic_signal", "waste", "water_leak"],
        ProblemWords.Categories.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("les poubelles ne sont pas ramassées", "waste")]
    [InlineData("الأزبال متراكمة", "waste")]
    [InlineData("zbel 3amer f derb", "waste")]
    [InlineData("lampadaire éteint", "lighting")]
    [InlineData("لبولة ديال الزنقة طافية", "lighting")]
    [InlineData("nid-de-poule énorme", "road")]
    [InlineData("7ofra kbira", "road")]
    [InlineData("fuite d'eau potable", "water_leak")]
    [InlineData("الواد الحار خارج", "sewage")]
    [InlineData("tapage nocturne", "noise")]
    [InlineData("الصداع بالليل", "noise")]
    [InlineData("arbres à élaguer", "green_space")]
    [InlineData("klab dalla", "stray_animals")]
    [InlineData("كلاب ضالة", "stray_animals")]
    [InlineData("feu rouge en panne", "traffic_signal")]
    [InlineData("marchands ambulants sur le trottoir", "public_space_occupation")]
    [InlineData("voitures garées en double file", "parking")]
    [InlineData("invasion de cafards", "pests")]
    [InlineData("الطوبات فالدرب", "pests")]
    [InlineData("épave de voiture", "abandoned_vehicle")]
    [InlineData("mur fissuré qui penche", "building_danger")]
    public void Categories_by_their_words(string text, string category) => Assert.Equal(category, ProblemWords.Category(text));

    [Theory]
    [InlineData("bonjour")]
    [InlineData("")]
    [InlineData("merci beaucoup pour votre réponse")]
    public void Elsewhere_there_is_none(string text) => Assert.Null(ProblemWords.Category(text));

    [Fact]
    public void A_message_has_one_category() =>
        Assert.Single(EntityFinder.In(new Utterance("poubelles pleines et lampadaire éteint et trou dans la chaussée")), each => each.Kind == EntityKind.Category);

    [Fact]
    public void What_is_denied_does_not_count() => Assert.Equal("sewage", ProblemWords.Category("ce n'est pas une fuite, c'est l'égout"));
}
