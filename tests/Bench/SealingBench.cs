using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Casa;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given;

namespace CasaServerless.Bench;

/// <summary>Sealing a document of ten pages, in units of the one thing in it that cannot be spared: a bare RSA-2048 signature.</summary>
static class SealingBench
{
    const int Rounds = 200;

    public static async Task<Table> Run()
    {
        var path = Path.Combine(Path.GetTempPath(), $"casa-bench-seal-{Environment.ProcessId}.pem");
        using var keyring = new SealKeyring(new SealOptions { Path = path, Algorithm = SealAlgorithm.Rsa }, development: true, TimeProvider.System);
        var key = await keyring.CurrentAsync(default);
        var sealer = new PdfSealer(new SealArtist(), authority: null);
        var document = SamplePage.Of(10);
        using var rsa = RSA.Create(2048);
        var digest = SHA256.HashData(document);
        var wording = Wording();
        var at = TimeProvider.System.GetUtcNow();
        var (sealing, signing, allocated, bytes) = (new List<double>(), new List<double>(), 0L, 0);
        for (var round = -30; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.GetTimestamp();
            var paper = await sealer.SealAsync(document, wording, key, at, default);
            var seal = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            if (round >= 0) allocated += GC.GetTotalAllocatedBytes(precise: true) - before;
            clock = Stopwatch.GetTimestamp();
            for (var each = 0; each < 10; each++) _ = rsa.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var sign = Stopwatch.GetElapsedTime(clock).TotalMilliseconds / 10;
            if (round < 0) continue;
            sealing.Add(seal);
            signing.Add(sign);
            bytes = paper.Pdf.Length - document.Length;
        }
        File.Delete(path);
        var (one, ten) = (Table.Median(signing), Table.Median(sealing));
        var ratio = Table.Median(sealing.Zip(signing, (seal, sign) => seal / sign));
        var table = new Table("Sealing", $"Ten pages, RSA-2048, B-B; median of {Rounds} in turn with bare signatures.",
            ["work", "ms", "signatures", "allocated, KB", "added to the file, KB"]);
        table.Add("a bare RSA-2048 signature", one, 1.0, "", "");
        table.Add("sealing ten pages", ten, ratio, allocated / 1024.0 / Rounds, bytes / 1024.0);
        table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"at most 30 signatures: {ratio:F1}"), ratio <= 30));
        return table;
    }

    static SealWording Wording() => new()
    {
        Title = new("Attestation de conformité à l'original", "شهادة بمطابقة النسخة لأصلها"),
        Mention = new("Copie certifiée conforme à l'original", "نسخة مشهود بمطابقتها لأصلها"),
        Number = "2026-001234",
        Date = new(2026, 11, 24),
        Authority = new("Arrondissement Maârif", "مقاطعة المعاريف"),
        Bureau = new("Bureau d'état civil et de légalisation n° 1 – Maârif", "مكتب الحالة المدنية وتصحيح الإمضاءات رقم 1 - المعاريف"),
        OfficerName = new("Nadia El Idrissi", "نادية الإدريسي"),
        OfficerFunction = new("Officière de légalisation déléguée", "ضابطة تصحيح الإمضاءات بالتفويض"),
        VerificationUrl = "https://casa.test/verify/1DFS-PE4T-RK3E",
        VerificationCode = "1DFS-PE4T-RK3E",
        Unofficial = true,
    };
}
