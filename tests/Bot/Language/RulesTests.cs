using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Rules;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>What is decided before the model, in the five forms.</summary>
public sealed class RulesTests
{
    [Theory]
    [InlineData("des gens dorment dans le petit jardin, les bancs sont cassés")]
    [InlineData("on m'a agressé il y a une semaine, je veux porter plainte")]
    public void Quiet_words_are_no_danger(string text) => Assert.NotEqual(Intent.Emergency, Understanding.Of(text).Intent);

    [Theory]
    [InlineData("au feu au feu !!! derb omar")]
    [InlineData("there is a fire in my building, people are trapped")]
    [InlineData("سأقتل نفسي الليلة")]
    [InlineData("quelqu'un se vide de son sang devant la gare")]
    [InlineData("tomobil darbat derri sghir w mcha")]
    [InlineData("bgha ymout wlid dyali")]
    [InlineData("il y a le feu dans le tram T1")]
    [InlineData("da3 weldi f lmarché, lbes sac k7el")]
    [InlineData("tah lkhit d do f zan9a")]
    [InlineData("خيط ديال الضو طايح فالزنقة")]
    [InlineData("khit dial do tay7 f zan9a")]
    [InlineData("سلك كهربائي ساقط في الشارع")]
    public void Cries_are_heard(string text) => Assert.Equal(Intent.Emergency, Understanding.Of(text).Intent);

    [Fact]
    public void A_cry_is_heard_at_the_end_of_a_long_message() => Assert.Equal(Intent.Emergency,
        Understanding.Of(string.Concat(Enumerable.Repeat("je voulais savoir si le marché est ouvert ", 22)) + "là un homme est tombé du toit il saigne de la tête appelez une ambulance vite").Intent);

    [Theory]
    [InlineData("Au secours")]
    [InlineData("النجدة")]
    [InlineData("3ta9oni")]
    [InlineData("عتقونا")]
    [InlineData("Venez vite, il y a le feu chez nos voisins et leur bébé est dedans")]
    [InlineData("ça sent le gaz dans tout l'étage, ma soeur s'est évanouie")]
    [InlineData("ma tante ne respire plus, envoyez une ambulance")]
    [InlineData("un enfant se noie dans la piscine, vite")]
    [InlineData("mon oncle a une crise cardiaque, que faire")]
    [InlineData("le voisin frappe sa femme, il a un couteau, elle hurle")]
    [InlineData("الحريق يلتهم البيت وأطفالي محاصرون في الداخل، أسرعوا")]
    [InlineData("أخي فاقد للوعي ولا يتنفس، أرسلوا الإسعاف حالا")]
    [InlineData("انهار البيت على عائلة وهم تحت الأنقاض الآن")]
    [InlineData("العافية شاعلة فالكوزينة وماما لداخل عتقوها دغيا")]
    [InlineData("ختي شدها الضو وما كتحركش شنو ندير")]
    [InlineData("بنتي تلفات ليا دابا فالمارشي عندها خمس سنين")]
    [InlineData("khouya kayghre9 f lb7er 3ta9ona")]
    [InlineData("wa7d hazz mous w kaydreb f nas daba, kayn dem bzaf")]
    [InlineData("l3afya f dar jarti w wladha ldakhel")]
    [InlineData("mama ta7et w mabghatch tfi9, sifto ambulance dghya")]
    [InlineData("vite, mon fils chreb javel w ma kaytnefsch")]
    public void Danger_to_life_is_an_emergency(string text) => Assert.Equal(Intent.Emergency, Understanding.Of(text).Intent);

    [Theory]
    [InlineData("ma tante s'est évanouie devant le guichet de légalisation, vite")]
    [InlineData("ça sent le gaz dans tout le bloc et les gens toussent")]
    [InlineData("خالتي أغمي عليها الآن في قاعة الانتظار أمام شباك الوثائق")]
    [InlineData("جدي طاح قدام الموظف وما كيتنفسش عيطو لشي طبيب")]
    [InlineData("khalti sekhfat f lmo9ata3a w 7na kan jm3o lwra9, 3afakom ambulance")]
    [InlineData("mon oncle طاح عند le guichet ما كيهضرش, vite")]
    public void Whoever_is_in_danger_at_a_counter_is_in_danger(string text) => Assert.Equal(Intent.Emergency, Understanding.Of(text).Intent);

    [Theory]
    [InlineData("🆘 au secours 🆘")]
    [InlineData("عتقونا🔥🔥")]
    [InlineData("au secours🚒🚒 y a le feu")]
    public void A_picture_is_read_with_a_cry(string text) => Assert.Equal(Intent.Emergency, Understanding.Of(text).Intent);

    [Theory]
    [InlineData("🔥🔥🔥")]
    [InlineData("🔥")]
    [InlineData("🚑🚒")]
    [InlineData("le nouveau parc est magnifique 🔥🔥")]
    public void A_picture_alone_raises_no_alarm(string text) => Assert.NotEqual(Intent.Emergency, Understanding.Of(text).Intent);

    [Theory]
    [InlineData("au secouuuurs")]
    [InlineData("au secouurrs")]
    [InlineData("au secuors")]
    [InlineData("ausecoours ya lfeu")]
    [InlineData("3ti9oooona")]
    [InlineData("3ta99ona")]
    [InlineData("عتقوووونا")]
    [InlineData("عتقوناا")]
    [InlineData("عتقوناالعافية")]
    [InlineData("انقدوناا")]
    public void A_cry_is_heard_however_it_is_typed(string text) => Assert.Equal(Intent.Emergency, Understanding.Of(text).Intent);

    [Theory]
    [InlineData("hier il y a eu un accident ici, qui nettoie le verre ?", false)]
    [InlineData("accident maintenant à côté du stade, il y a des blessés", true)]
    [InlineData("البارح وقعات كسيدة هنا وبقا الزاج فالأرض", false)]
    [InlineData("كسيدة دابا هنا وكاينين مجاريح", true)]
    [InlineData("lbareh te7er9at tomobil w b9at ghir lkhorda, jiw hezzoha", false)]
    [InlineData("tomobil kat7re9 daba w moulaha ldakhel", true)]
    [InlineData("hier elle avait un peu de fièvre, maintenant ma fille convulse", true)]
    public void What_was_is_a_report_and_what_is_now_is_danger(string text, bool danger) => Assert.Equal(danger, Understanding.Of(text).Intent == Intent.Emergency);

    [Theory]
    [InlineData("mon fils est entré dans l'école")]
    [InlineData("un homme vend des légumes dans la rue")]
    [InlineData("ma mère est tombée malade, quels papiers pour la procuration")]
    [InlineData("أمي مريضة في المستشفى، ما الوثائق المطلوبة للوكالة")]
    [InlineData("با مريض فالسبيطار وبغيت نأجل الموعد ديالو")]
    [InlineData("bnti tzadet lbare7 f sbitar, chno khassni bach nsejjelha")]
    public void People_in_a_sentence_are_no_danger(string text) => Assert.NotEqual(Intent.Emergency, Understanding.Of(text).Intent);

    [Fact]
    public void What_is_read_alike_is_one_word_of_a_rule()
    {
        var rule = Lexicon.Read(new StringReader("[one 1]\nعلي باب\n[two 2]\nعلى دار\n[three 4]\n~chdo do, ~chad yed\n[picture 8]\n🚑"));
        Assert.Equal(1, rule.Weight(rule.In(new("على باب"), new bool[9])));
        Assert.Equal(2, rule.Weight(rule.In(new("علي دار"), new bool[9])));
        Assert.Equal(4, rule.Weight(rule.In(new("chedo do"), new bool[9])));
        Assert.Equal(8, rule.Weight(rule.In(new("vite🚑🚑"), new bool[9])));
        Assert.Equal(0, rule.Weight(rule.In(new("\ud83d x\ude91"), new bool[9])));
        Assert.Throws<InvalidDataException>(() => rule.Named("four"));
    }

    [Theory]
    [InlineData("c'est urgent svp, j'ai besoin de légaliser ma procuration")]
    [InlineData("كنموت بالضحك مع هاد الروبو")]
    [InlineData("inscrire mes fils à la crèche Les Étincelles")]
    [InlineData("nid de poule sur la tranchée du câble électrique rue de Fès")]
    [InlineData("khti do m9tou3 3liha mn sbah")]
    [InlineData("lwarda gha tmout")]
    [InlineData("ghay mout mn d7ek")]
    [InlineData("je ne sais plus")]
    [InlineData("les traces de l'incendie de la semaine dernière sont toujours sur le mur, personne n'y habite")]
    [InlineData("le feu rouge du carrefour est en panne")]
    [InlineData("الضو الأحمر خاسر فالرومبوان")]
    [InlineData("lbare7 t7er9at lpoubelle, b9a ghir rmad, jiw hezzoh")]
    [InlineData("le mur du terrain penche mais personne ne passe dessous")]
    [InlineData("je cherche les données des interventions des pompiers en CSV")]
    [InlineData("au secours je ne comprends rien à ma taxe d'habitation, combien dois-je payer ?")]
    [InlineData("شكرا بزاف، عتقتيني")]
    public void The_same_words_without_danger_are_not(string text) => Assert.NotEqual(Intent.Emergency, Understanding.Of(text).Intent);

    [Theory]
    [InlineData("STOP", Intent.OptOut)]
    [InlineData("ne m'écrivez plus jamais", Intent.OptOut)]
    [InlineData("أوقفوا إرسال الرسائل إلى رقمي", Intent.OptOut)]
    [InlineData("ما تبقاوش تصيفطو ليا ميساجات", Intent.OptOut)]
    [InlineData("7bso 3liya had lmessages", Intent.OptOut)]
    [InlineData("désabonnez-moi, baraka mn les messages", Intent.OptOut)]
    [InlineData("répondez-moi en arabe", Intent.ChangeLanguage)]
    [InlineData("حدثوني بالفرنسية رجاء", Intent.ChangeLanguage)]
    [InlineData("هضر معايا بالدارجة", Intent.ChangeLanguage)]
    [InlineData("hder m3aya b l3arbiya", Intent.ChangeLanguage)]
    [InlineData("parlez-moi en français svp, hit makanfhemch l3arbiya", Intent.ChangeLanguage)]
    [InlineData("je veux parler à un agent", Intent.TalkToHuman)]
    [InlineData("أريد التحدث مع موظف", Intent.TalkToHuman)]
    [InlineData("بغيت نهضر مع شي واحد", Intent.TalkToHuman)]
    [InlineData("bghit nhder m3a chi mowaddaf", Intent.TalkToHuman)]
    [InlineData("passez-moi quelqu'un, bghit nhder m3a bnadem", Intent.TalkToHuman)]
    [InlineData("Bonsoir madame", Intent.Greeting)]
    [InlineData("السلام عليكم ورحمة الله", Intent.Greeting)]
    [InlineData("سلام خويا لاباس عليك", Intent.Greeting)]
    [InlineData("salam khouya labas 3lik", Intent.Greeting)]
    [InlineData("bonjour, salam 3likom", Intent.Greeting)]
    [InlineData("merci beaucoup pour votre aide", Intent.Thanks)]
    [InlineData("شكرا جزيلا لكم", Intent.Thanks)]
    [InlineData("الله يرحم الوالدين خويا", Intent.Thanks)]
    [InlineData("chokran bzaf khoya lah yhefdek", Intent.Thanks)]
    [InlineData("merci bcp, lah yhefdek", Intent.Thanks)]
    public void What_is_said_plainly_is_decided_by_rule(string text, Intent intent)
    {
        var its = Understanding.Of(text);
        Assert.Equal(intent, its.Intent);
        Assert.Equal(intent, its.Ruling?.Intent);
        Assert.Equal(1, its.Confidence);
    }

    [Theory]
    [InlineData("bonjour, je voudrais légaliser une signature")]
    [InlineData("السلام عليكم، الزبل مكدس قدام الدار")]
    [InlineData("salam, fin wsel dossier dyali")]
    [InlineData("merci de me dire à quelle heure vous ouvrez")]
    public void A_greeting_before_a_request_is_the_request(string text) => Assert.DoesNotContain(Understanding.Of(text).Intent, (Intent[])[Intent.Greeting, Intent.Thanks]);

    [Fact]
    public void It_tells_which_rule_decided_and_by_which_signs_without_the_persons_words()
    {
        var its = Understanding.Of("النجدة، ابن خالتي فاطمة يغرق 0661223344").Ruling!;
        Assert.Equal((Intent.Emergency, "emergency"), (its.Intent, its.Rule));
        Assert.Contains("cry+10", its.Why, StringComparison.Ordinal);
        Assert.Contains("drown+9", its.Why, StringComparison.Ordinal);
        Assert.Matches("^[a-z0-9+= -]+$", its.Why);
        Assert.Null(Understanding.Of("quels sont les horaires du tramway").Ruling);
    }
}
