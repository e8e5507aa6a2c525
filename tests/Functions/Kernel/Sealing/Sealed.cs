using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>A seal to test with: key, words, moment.</summary>
static class Sealed
{
    public const string Address = "https://casa.example.ma/verify/7K3M-9QXT-2B4D";
    public static readonly FileSealKey Key = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.EcdsaP256));
    public static readonly DateTimeOffset At = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(1));
    static readonly SealArtist artist = new();

    public static SealWording Wording { get; } = new()
    {
        Title = new("Attestation de conformité à l’original", "شهادة المطابقة للأصل"),
        Mention = new("Copie certifiée conforme à l’original", "نسخة مشهود بمطابقتها للأصل"),
        Number = "2026-001234",
        Date = new(2026, 11, 24),
        Authority = new("Arrondissement Maârif", "مقاطعة المعاريف"),
        Bureau = new("Bureau Maârif 1", "مكتب المعاريف 1"),
        OfficerName = new("Fatima Zahra El Idrissi", "فاطمة الزهراء الإدريسي"),
        OfficerFunction = new("Officier délégué", "الموظفة المفوضة"),
        VerificationUrl = Address,
        VerificationCode = "7K3M-9QXT-2B4D",
        Unofficial = true,
    };

    public static Task<SealedPaper> Paper(byte[] original, ISealKey? key = null, TimestampAuthority? authority = null, SealWording? wording = null) =>
        new PdfSealer(artist, authority).SealAsync(original, wording ?? Wording, key ?? Key, At, TestContext.Current.CancellationToken);

    /// <summary>Of a document that takes the stamp.</summary>
    public static async Task<byte[]> Pdf(byte[] original)
    {
        var paper = await Paper(original);
        Assert.Null(paper.Reason);
        return paper.Pdf;
    }
}
