using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>Three papers as the city would have sealed them, and what it answers about them.</summary>
public static class Register
{
    public const string Valid = "K7QD-93PX-2MTA";
    public const string Revoked = "R4WE-71ZC-9KHB";
    public const string Unknown = "0000-1111-2222";

    public static byte[] Paper { get; } = Encoding.UTF8.GetBytes("%PDF-1.7 a certified copy, as sealed");

    static readonly string seal = Convert.ToHexStringLower(SHA256.HashData(Paper));

    public static Verification Answer(string? code, string? sha256) => (code, sha256) switch
    {
        (Valid, null) => Facts("valid"),
        (Valid, _) => Facts(sha256 == seal ? "valid" : "altered"),
        (Revoked, _) => Facts("revoked") with { Kind = "signature", Revoked = new(new(2026, 11, 20, 9, 12, 0, TimeSpan.FromHours(1))) },
        (null, _) when sha256 == seal => Facts("valid"),
        _ => new("unknown"),
    };

    static Verification Facts(string status) => new(status, "2026/001234", new("maarif-1", "Bureau du Maârif 1", "مكتب المعاريف 1"), "certified-copy",
        new(2026, 11, 18, 11, 45, 0, TimeSpan.FromHours(1)), seal);
}

public sealed record Verification(string Status, string? RegisterNumber = null, Bureau? Bureau = null, string? Kind = null,
    DateTimeOffset? SealedAt = null, string? Sha256 = null, Revocation? Revoked = null);

public sealed record Bureau(string Id, string Fr, string Ar);

public sealed record Revocation(DateTimeOffset At);
