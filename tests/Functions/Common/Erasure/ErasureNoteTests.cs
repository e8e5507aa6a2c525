using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Tests.Functions.Common.Erasure;

/// <summary>A note outlives the person: however it spells them, it is refused.</summary>
public sealed class ErasureNoteTests
{
    static readonly Dictionary<string, string?> values = new()
    {
        [Fields.Name] = "Ahmed Petit",
        [Fields.Cin] = "AP123321",
        [Fields.Phone] = "+212661000000",
        [Fields.Witness1Cin] = "BE01234",
    };

    static readonly Personal person = Personal.None.With(values).Item1;

    [Theory]
    [InlineData("voir Mme/Petit")]
    [InlineData("Petit_Ahmed")]
    [InlineData("d–Petit–x")]
    [InlineData("Petit|x")]
    [InlineData("Pe\u200Dtit")]
    [InlineData("Pet\u3164it")]
    [InlineData("carte AP 123 321")]
    [InlineData("carte AP-123/321")]
    [InlineData("carte AP ١٢٣ ٣٢١")]
    [InlineData("BE-1234")]
    [InlineData("tél. 06/61/00/00/00")]
    [InlineData("tél. 212 661 00 00 00")]
    [InlineData("tél. 661_000_000")]
    public void A_note_that_spells_the_person_otherwise_is_refused(string note) =>
        Assert.Equal("LEG-132", Assert.Throws<Refusal>(() => ErasureNote.MustNotName(note, person, LegalisationRefusals.NoteNamesSomebody)).Code);

    [Theory]
    [InlineData("06/62/11/22/33")]
    [InlineData("212 662 11 22 33")]
    public void Nor_is_anybody_elses_telephone_kept(string note) => Assert.Equal("LEG-132", Assert.Throws<Refusal>(() => ErasureNote.Read(note, LegalisationRefusals.Invalid, LegalisationRefusals.NoteNamesSomebody)).Code);

    [Theory]
    [InlineData("Décision D-12/2027 du 3 mars 2027")]
    [InlineData("بقرار من المحكمة عدد 12/2027")]
    public void A_decision_may_be_named(string note)
    {
        Assert.Equal(note, ErasureNote.Read(note, LegalisationRefusals.Invalid, LegalisationRefusals.NoteNamesSomebody));
        ErasureNote.MustNotName(note, person, LegalisationRefusals.NoteNamesSomebody);
    }

    [Fact]
    public void A_card_is_found_and_a_witness_erased_with_its_noughts_or_without()
    {
        var kind = new LegalisationKind(new(ToyCity.Secret));
        Assert.Equal(kind.OfPerson("BE01234"), kind.OfPerson("BE1234"));
        Assert.NotEqual(kind.OfPerson("BE12340"), kind.OfPerson("BE1234"));
        Assert.NotEqual(kind.OfPerson("a07@exemple.ma"), kind.OfPerson("a7@exemple.ma"));
        var specimens = new CasaServerless.Services.Legalisation.Specimens.SpecimenKind(new(ToyCity.Secret));
        Assert.Equal(specimens.OfPerson("BE01234", "maarif-1"), specimens.OfPerson("BE1234", "maarif-1"));
        var closed = LegalisationCase.Nothing with { Status = LegalisationStatus.Refused };
        Assert.Equal(new WitnessErased(1, ErasureReason.PersonAsked), Assert.Single(closed.EraseWitness(person, "BE1234", ErasureReason.PersonAsked).Events));
    }
}
