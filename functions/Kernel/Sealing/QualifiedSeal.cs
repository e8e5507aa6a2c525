using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// Whether a certificate states that it is qualified and that its key lives in a qualified device (ETSI EN 319 412-5). Loi 43-20
/// article 6 asks for both: an advanced seal is not called "qualifiée" because its owner would like it to be.
/// </summary>
public static class QualifiedSeal
{
    const string QcStatements = "1.3.6.1.5.5.7.1.3";
    const string QcCompliance = "0.4.0.1862.1.1";
    const string QcDevice = "0.4.0.1862.1.4";

    /// <returns>False also for an extension that cannot be read: a doubt is not a qualification.</returns>
    public static bool IsStatedBy(X509Certificate2 certificate)
    {
        if (certificate.Extensions[QcStatements] is not { } extension) return false;
        try
        {
            var stated = Read(extension.RawData);
            return stated.Contains(QcCompliance) && stated.Contains(QcDevice);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    // QCStatements ::= SEQUENCE OF SEQUENCE { statementId OBJECT IDENTIFIER, statementInfo ANY OPTIONAL }  (RFC 3739)
    static HashSet<string> Read(byte[] extension)
    {
        var stated = new HashSet<string>();
        var outer = new AsnReader(extension, AsnEncodingRules.DER);
        var statements = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        while (statements.HasData) stated.Add(statements.ReadSequence().ReadObjectIdentifier());
        return stated;
    }
}
