using CasaServerless.Kernel.Identity;
using CsCheck;

namespace CasaServerless.Tests.Functions.Kernel.Identity;

public sealed class ReferenceTests
{
    static readonly Gen<string> references = Gen.Byte.Array[7].Select(bits => Reference.From("LEG", bits));

    [Fact]
    public void A_reference_is_read_however_it_is_typed() => references.Sample(reference =>
    {
        Assert.Equal(reference, Reference.Read(reference));
        Assert.Equal(reference, Reference.Read(" " + reference.ToLowerInvariant() + "\n"));
        Assert.Equal(reference, Reference.Read("leg-" + reference[4..].Replace("-", " ").Replace('0', 'o').Replace('1', 'l')));
    });

    [Fact]
    public void One_wrong_symbol_is_found() => Gen.Select(references, Gen.Int[0, 10], Gen.Int[1, 31]).Sample((reference, place, step) =>
    {
        var symbols = reference[4..].Replace("-", "").ToCharArray();
        symbols[place] = Base32.Alphabet[(Base32.Alphabet.IndexOf(symbols[place]) + step) % 32];
        Assert.Null(Reference.Read("LEG-" + new string(symbols)));
    });

    [Fact]
    public void Two_swapped_neighbours_are_found() => Gen.Select(references, Gen.Int[0, 9]).Sample((reference, place) =>
    {
        var symbols = reference[4..].Replace("-", "").ToCharArray();
        if (symbols[place] == symbols[place + 1]) return;
        (symbols[place], symbols[place + 1]) = (symbols[place + 1], symbols[place]);
        Assert.Null(Reference.Read("LEG-" + new string(symbols)));
    });

    [Theory]
    [InlineData("")]
    [InlineData("LEG-")]
    [InlineData("7K3Q9-XM2PA")]
    [InlineData("L1G-00000-000000")]
    [InlineData("LEG-00000-00000U")]
    [InlineData("LEG-00000-0000000")]
    public void What_is_no_reference_is_not_read(string typed) => Assert.Null(Reference.Read(typed));
}
