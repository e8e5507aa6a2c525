using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class QualifiedSealTests
{
    const string Compliance = "0.4.0.1862.1.1";
    const string Device = "0.4.0.1862.1.4";

    [Theory]
    [InlineData(true, Compliance, Device)]
    [InlineData(true, "0.4.0.1862.1.5", Device, Compliance)]
    [InlineData(false, Compliance)]
    [InlineData(false, Device)]
    [InlineData(false)]
    [InlineData(false, "0.4.0.1862.1.6", "0.4.0.1862.1.11")]
    public void A_seal_is_qualified_when_its_certificate_states_both_compliance_and_device(bool qualified, params string[] statements) =>
        Assert.Equal(qualified, QualifiedSeal.IsStatedBy(With(Statements(statements))));

    [Fact]
    public void A_certificate_without_statements_is_not_qualified() => Assert.False(QualifiedSeal.IsStatedBy(With(null)));

    [Fact]
    public void Statements_that_cannot_be_read_qualify_nothing()
    {
        var statements = Statements([Compliance, Device]);
        Assert.False(QualifiedSeal.IsStatedBy(With([.. statements, 0])));
        Assert.False(QualifiedSeal.IsStatedBy(With([0x30, 0x03, 0x30, 0x05, 0x06])));
    }

    static X509Certificate2 With(byte[]? statements)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Certificates.Issue(key, "CN=x", statements is null ? [] : [new X509Extension("1.3.6.1.5.5.7.1.3", statements, false)]);
    }

    static byte[] Statements(string[] identifiers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var identifier in identifiers)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(identifier);
                    if (identifier.EndsWith('5')) writer.WriteInteger(10);
                }
            }
        }
        return writer.Encode();
    }
}
