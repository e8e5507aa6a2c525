using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Names;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>Names of places, papers, taxes, lines and languages are found however citizens spell them, and not in other words.</summary>
public sealed class NamesTests
{
    static readonly string[] arrondissements =
    [
        "ain_chock", "ain_sebaa", "al_fida", "anfa", "ben_msik", "hay_hassani", "hay_mohammadi", "maarif", "mers_sultan", "moulay_rachid", "roches_noires", "sbata", "sidi_belyout",
        "sidi_bernoussi", "sidi_moumen", "sidi_othmane",
    ];

    [Theory]
    [InlineData("Je suis à Aïn Sebaâ", "ain_sebaa")]
    [InlineData("ana f ain-sebaa", "ain_sebaa")]
    [InlineData("ainsebaa svp", "ain_sebaa")]
    [InlineData("3in sb3 9dam lgar", "ain_sebaa")]
    [InlineData("وصلت لعين السبع", "ain_sebaa")]
    [InlineData("sakn flmaarif", "maarif")]
    [InlineData("sakn f lma3arif", "maarif")]
    [InlineData("ساكن فالمعاريف", "maarif")]
    [InlineData("مقاطعة بالمعاريف", "maarif")]
    [InlineData("7ay lmo7ammadi", "hay_mohammadi")]
    [InlineData("بالحي المحمدي", "hay_mohammadi")]
    [InlineData("sidi  bernousssi", "sidi_bernoussi")]
    [InlineData("سيدي البرنوصي", "sidi_bernoussi")]
    [InlineData("rochnoir", "roches_noires")]
    [InlineData("روش نوار", "roches_noires")]
    [InlineData("SIDI OTHMANE", "sidi_othmane")]
    [InlineData("مرس السلطان", "mers_sultan")]
    [InlineData("hay el hasseni", "hay_hassani")]
    [InlineData("my rchid", "moulay_rachid")]
    [InlineData("sidi otmen", "sidi_othmane")]
    [InlineData("assoukhour sawda", "roches_noires")]
    [InlineData("ساكن فالصخور", "roches_noires")]
    [InlineData("الصخور", "roches_noires")]
    [InlineData("عين اشق", "ain_chock")]
    [InlineData("سيدي بليوض", "sidi_belyout")]
    [InlineData("حي المعارف", "maarif")]
    [InlineData("المعارف", "maarif")]
    public void Arrondissements_are_found_in_all_spellings(string text, string id) => Assert.Equal([id], Found(text, EntityKind.Arrondissement));

    [Theory]
    [InlineData("السلام عليكم لفائدة أخي الأكبر")]
    [InlineData("il y a un terrain vide")]
    [InlineData("un mec a mis des plots sur la voie publique")]
    [InlineData("musée à faire s'il pleut, ou pas")]
    [InlineData("boulevard d'Anfa numéro 12")]
    [InlineData("لباس عليك آ الشريف")]
    [InlineData("open data dyalkom")]
    [InlineData("où en est ma réf ?")]
    [InlineData("تمييز لصالح المعارف")]
    [InlineData("رجل يغرق قرب الصخور")]
    public void Other_words_are_no_arrondissement(string text) => Assert.Empty(Found(text, EntityKind.Arrondissement));

    [Theory]
    [InlineData("en face de la poste")]
    [InlineData("à ce sujet")]
    [InlineData("la base")]
    [InlineData("celle du ciel")]
    [InlineData("un polo bleu")]
    [InlineData("l'mtar bezzaf")]
    [InlineData("Salam 2 documents svp")]
    [InlineData("les racines de l'arbre")]
    [InlineData("une racine sort du trottoir")]
    [InlineData("cette phrase en espagnol")]
    [InlineData("l far f souk")]
    [InlineData("أنا فالمدينة")]
    [InlineData("conservation foncière")]
    public void Other_words_are_no_neighbourhood(string text) => Assert.Empty(Found(text, EntityKind.Neighbourhood));

    [Theory]
    [InlineData("quartier Mimosas", "mimosas")]
    [InlineData("Mimosas", "mimosas")]
    [InlineData("سيدي الخدير", "sidi_khadir")]
    [InlineData("Nouvelle Médina", "nouvelle_medina")]
    [InlineData("المدينة الجديدة", "nouvelle_medina")]
    [InlineData("Ifriquia", "ifriquia")]
    [InlineData("Attakaddoum", "attakaddoum")]
    [InlineData("quartier Foncier", "foncier")]
    [InlineData("Casa Finance City", "casa_finance_city")]
    [InlineData("Ain Chifa", "ain_chifa")]
    [InlineData("حي الفرح", "hay_farah")]
    [InlineData("hay farah salam", "farah_salam")]
    [InlineData("Derb Talian", "derb_talian")]
    [InlineData("derb ljdid", "derb_jdid")]
    [InlineData("Les Crêtes", "cretes")]
    [InlineData("Lusitania", "lusitania")]
    [InlineData("Hay Moulay Youssef", "hay_moulay_youssef")]
    [InlineData("Place Verdun", "place_verdun")]
    [InlineData("Place Al Yassir", "place_al_yassir")]
    [InlineData("قرب مستشفى بوافي", "hopital_bouafi")]
    [InlineData("لسبيطار الشيخ خليفة", "hopital_cheikh_khalifa")]
    [InlineData("Parc Sindibad", "parc_sindibad")]
    [InlineData("الحي الصناعي", "hay_sinai")]
    [InlineData("كريان الرحامنة", "karyan_rhamna")]
    [InlineData("Casa Sud", "casa_sud")]
    [InlineData("gare Ennassim", "gare_ennassim")]
    [InlineData("Cité Plateau", "plateau")]
    [InlineData("Gare Facultés", "gare_facultes")]
    [InlineData("j'habite à l'oasis", "oasis")]
    [InlineData("الوازيس", "oasis")]
    [InlineData("beaulieu", "beaulieu")]
    [InlineData("فين كاين المطار", "aeroport")]
    [InlineData("للمطار", "aeroport")]
    [InlineData("salam 2", "hay_salam")]
    [InlineData("ساكن فالسلام 2", "hay_salam")]
    [InlineData("sakn f salam 2", "hay_salam")]
    [InlineData("quartier Salmia", "salmia")]
    [InlineData("je suis à côté, Racine", "racine")]
    public void Neighbourhoods(string text, string id) => Assert.Equal([id], Found(text, EntityKind.Neighbourhood));

    [Fact]
    public void Pas_and_labas_are_no_bus()
    {
        Assert.Empty(Found("je ne peux pas venir", EntityKind.Mode));
        Assert.Empty(Found("السلام لباس عليك", EntityKind.Mode));
    }

    [Fact]
    public void At_least_150_places_are_known_and_lie_in_real_arrondissements()
    {
        Assert.True(Places.Ids.Count >= 150);
        Assert.Contains(Places.Ids, place => Places.ArrondissementOf(place) is not null);
        Assert.All(Places.Ids, place => Assert.True(Places.ArrondissementOf(place) is null || arrondissements.Contains(Places.ArrondissementOf(place))));
    }

    [Theory]
    [InlineData("rue 12 Oulfa", "oulfa", "hay_hassani")]
    [InlineData("f l'olfa", "oulfa", "hay_hassani")]
    [InlineData("درب غلف", "derb_ghallef", "maarif")]
    [InlineData("حي أناسي", "anassi", "sidi_moumen")]
    [InlineData("derb soltane", "derb_sultan", "al_fida")]
    public void A_neighbourhood_tells_its_arrondissement(string text, string place, string arrondissement)
    {
        Assert.Equal([place], Found(text, EntityKind.Neighbourhood));
        Assert.Equal(arrondissement, Places.ArrondissementOf(place));
    }

    [Fact]
    public void What_is_taken_back_is_denied()
    {
        var found = All("non pas Maarif, Anfa").Where(each => each.Kind == EntityKind.Arrondissement).ToList();
        Assert.Equal([("maarif", true), ("anfa", false)], found.Select(each => (each.Value, each.Denied)));
        Assert.True(All("ماشي فالمعاريف").Single(each => each.Kind == EntityKind.Arrondissement).Denied);
    }

    [Theory]
    [InlineData("certificat de résidence", "residence_certificate")]
    [InlineData("chahadat sokna", "residence_certificate")]
    [InlineData("رخصة السكن", "occupation_permit")]
    [InlineData("كناش الحالة المدنية", "family_booklet")]
    [InlineData("rokhsa dyal lbni", "building_permit")]
    [InlineData("l'acte de la naissance", "birth_certificate")]
    public void Procedures(string text, string id) => Assert.Equal([id], Found(text, EntityKind.Procedure));

    [Theory]
    [InlineData("3a9d nikah", "marriage_certificate")]
    [InlineData("lmilaf dyal lbni", "building_permit")]
    [InlineData("مكتب الوفيات", "death_certificate")]
    [InlineData("باش نصحح الإمضا", "legalise_signature")]
    [InlineData("permis d'inhumer", "death_certificate")]
    public void Procedures_in_other_words(string text, string id) => Assert.Equal([id], Found(text, EntityKind.Procedure));

    [Fact]
    public void What_is_written_into_the_booklet_is_asked_for_with_it() => Assert.Equal(["family_booklet"], Found("livret de famille, il faut l'acte de mariage ?", EntityKind.Procedure));

    [Theory]
    [InlineData("j'envoie mon formulaire")]
    [InlineData("وفاة في العائلة")]
    public void Other_words_are_no_procedure(string text) => Assert.Empty(Found(text, EntityKind.Procedure));

    [Theory]
    [InlineData("la semaine passée")]
    [InlineData("votre base de données")]
    [InlineData("الموظفة ݣالسة")]
    public void Other_words_are_no_means(string text) => Assert.Empty(Found(text, EntityKind.Mode));

    [Theory]
    [InlineData("la TNB svp", "tnb")]
    [InlineData("taxe dyal l9ahwa", "drinks_tax")]
    [InlineData("الباطونطا", "business_tax")]
    [InlineData("رسم السكن", "housing_tax")]
    [InlineData("lpatente", "business_tax")]
    [InlineData("combien pour une terrasse", "public_domain_fee")]
    public void Taxes(string text, string id) => Assert.Equal([id], Found(text, EntityKind.Tax));

    [Theory]
    [InlineData("T2 fin kaywgef", "tram", "T2")]
    [InlineData("البيزواي 1 فين كيدوز", "busway", "BW1")]
    [InlineData("الطوبيس رقم 22", "bus", "22")]
    [InlineData("bus 97", "bus", "97")]
    [InlineData("tram ligne 3", "tram", "T3")]
    [InlineData("le 33 passe par où", "bus", "33")]
    public void Lines_are_of_their_means(string text, string mode, string line)
    {
        Assert.Equal([mode], Found(text, EntityKind.Mode));
        Assert.Equal([line], Found(text, EntityKind.Line));
    }

    [Theory]
    [InlineData("33 rue de Lorraine")]
    [InlineData("le tram coûte 8 dh")]
    [InlineData("j'attends le bus depuis 20 minutes")]
    public void A_bare_number_is_no_line(string text) => Assert.Empty(Found(text, EntityKind.Line));

    [Theory]
    [InlineData("je ne comprends pas le français, en arabe svp", "ar")]
    [InlineData("hder m3aya darija machi fos7a", "darija")]
    [InlineData("بالفرنسية عافاك", "fr")]
    [InlineData("la darija avec des lettres latines", "arabizi")]
    [InlineData("بالعربية عافاك ماكنعرفش الفرنسية", "ar")]
    [InlineData("parle moi b darija svp, l français kay3eyyini", "darija")]
    [InlineData("je comprends rien à l'arabe, français svp", "fr")]
    public void The_language_that_is_wished(string text, string id) =>
        Assert.Equal([id], All(text).Where(each => each.Kind == EntityKind.Language && !each.Denied).Select(each => each.Value));

    [Fact]
    public void A_name_ends_before_a_word_without_consonants() => Assert.Equal("Mers Sultan".Length, All("rond-point Mers Sultan w makayn walo").Single(each => each.Kind == EntityKind.Arrondissement).Length);

    [Fact]
    public void An_entity_tells_where_it_stands()
    {
        var text = "Bonjour, je suis à Aïn  Sebaâ.";
        var found = All(text).Single(each => each.Kind == EntityKind.Arrondissement);
        Assert.Equal("Aïn  Sebaâ", text.Substring(found.Start, found.Length));
    }

    [Fact]
    public void No_text_is_too_strange()
    {
        foreach (var text in (string[])["", " ", "\ud800", new('a', 100_000), string.Concat(Enumerable.Repeat("sidi ", 20_000)), string.Concat(Enumerable.Repeat("d l ", 20_000)), "bus", "ال", "ligne n n n n"]) All(text);
    }

    static IEnumerable<string> Found(string text, EntityKind kind) => All(text).Where(each => each.Kind == kind && !each.Denied).Select(each => each.Value);

    static IReadOnlyList<Entity> All(string text) => EntityFinder.In(new Utterance(text));
}
