using System.Globalization;
using Casa;
using CasaServerless.Tests.Given;

namespace CasaServerless.Bench;

/// <summary>
/// Sealing a document of ten pages, in units of the one thing in it that cannot be spared: a bare RSA-2048 signature. Measured by a native
/// program of its own (Sealing/), since what ships is native, and in processor time.
/// </summary>
static class SealingBench
{
    public static async Task<Table> Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "casa-bench-sealing");
        await Tool.MustRun(new("dotnet", ["publish", Path.Combine(Root.Path, "tests", "Bench", "Sealing"), "-c", "Release", "-r", "linux-x64", "-o", folder, "-v", "q", "--nologo"]), default);
        var table = new Table("Sealing", "Ten pages, RSA-2048, B-B, natively; medians of 200 in turn with bare signatures, in processor time.",
            ["document", "a bare signature, ms", "sealing, ms", "signatures", "allocated, KB", "added to the file, KB"]);
        var lines = new List<string>();
        if (await Tool.Run(new(Path.Combine(folder, "Sealing")), default, lines.Add) != 0) throw new Failure("The sealing program failed.");
        foreach (var cells in lines.Select(line => line.Split('\t')))
        {
            var figures = cells[1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            table.Add([cells[0], .. figures.Cast<object>()]);
            table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"{cells[0]}: at most 30 signatures: {figures[2]:F1}"), figures[2] <= 30));
        }
        return table;
    }
}
