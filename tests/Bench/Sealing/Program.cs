using System.Globalization;
using System.Security.Cryptography;
using Casa;
using CasaServerless.Kernel.Sealing;

// Seals documents of ten pages in turn with bare signatures, natively as the city ships, and counts processor time: a busy machine does not
// change it. Prints a line for each kind of page: its name, milliseconds to sign, to seal, their ratio, KB allocated, KB added to the file.
const int rounds = 200;
const int pages = 10;
// A page as a word processor fills it: sixty lines, every word set on its own.
var dense = "\n" + string.Concat(Enumerable.Range(0, 60).Select(line =>
    $"BT /F1 9 Tf 1 0 0 1 72 {690 - 11 * line} Tm [{string.Concat(Enumerable.Range(0, 12).Select(word => $"(universite) -{250 + word} "))}] TJ ET\n"));
var documents = new (string Name, byte[] Pdf)[] { ("light pages", SamplePage.Of(pages)), ("dense pages", SamplePage.Of(pages, dense)) };
var key = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.Rsa));
var sealer = new PdfSealer(new SealArtist(), authority: null);
using var rsa = RSA.Create(2048);
var digest = SHA256.HashData(documents[0].Pdf);
var at = TimeProvider.System.GetUtcNow();
var figures = documents.Select(_ => new List<(double Sign, double Seal, double Allocated, double Added)>()).ToList();
for (var round = -30; round < rounds; round++)
{
    for (var each = 0; each < documents.Length; each++)
    {
        var sign = Spent(() => { for (var time = 0; time < 10; time++) _ = rsa.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); }) / 10;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Environment.CpuUsage.TotalTime;
        var paper = await sealer.SealAsync(documents[each].Pdf, Wording(), key, at, default);
        var seal = (Environment.CpuUsage.TotalTime - clock).TotalMilliseconds;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        if (round >= 0) figures[each].Add((sign, seal, allocated / 1024.0, (paper.Pdf.Length - documents[each].Pdf.Length) / 1024.0));
    }
}
for (var each = 0; each < documents.Length; each++)
{
    var of = figures[each];
    double[] medians = [Median(of.Select(f => f.Sign)), Median(of.Select(f => f.Seal)), Median(of.Select(f => f.Seal / f.Sign)), Median(of.Select(f => f.Allocated)), Median(of.Select(f => f.Added))];
    Console.WriteLine($"{documents[each].Name}\t{string.Join('\t', medians.Select(figure => figure.ToString("F4", CultureInfo.InvariantCulture)))}");
}

static double Spent(Action work)
{
    var clock = Environment.CpuUsage.TotalTime;
    work();
    return (Environment.CpuUsage.TotalTime - clock).TotalMilliseconds;
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static SealWording Wording() => new()
{
    Title = new("Attestation de conformité à l’original", "شهادة بمطابقة النسخة لأصلها"),
    Mention = new("Copie certifiée conforme à l’original", "نسخة مشهود بمطابقتها لأصلها"),
    Number = "2026-001234",
    Date = new(2026, 11, 24),
    Authority = new("Arrondissement Maârif", "مقاطعة المعاريف"),
    Bureau = new("Bureau d’état civil et de légalisation n° 1 – Maârif", "مكتب الحالة المدنية وتصحيح الإمضاءات رقم 1 - المعاريف"),
    OfficerName = new("Nadia El Idrissi", "نادية الإدريسي"),
    OfficerFunction = new("Officière de légalisation déléguée", "ضابطة تصحيح الإمضاءات بالتفويض"),
    VerificationUrl = "https://casa.test/verify/1DFS-PE4T-RK3E",
    VerificationCode = "1DFS-PE4T-RK3E",
    Unofficial = true,
};
